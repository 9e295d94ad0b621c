/** P3 and P4: papers that a delivery rests on. */
import {
  aCoopAtWork,
  aCooperative,
  aPanner,
  aSite,
  credential,
  delivered,
  onDay,
  touchstone,
} from '../../../../support/deeds.js';
import type { Deed } from '../../../../support/story.js';
import type { Row } from '../row.js';

const rosa = { member: 'rosa' };
const panned = (code: string, mg: number): Deed => delivered(code, mg, null, rosa);
/** Of 4 g, stated in the declaration. */
const under = (code: string, mg: number): Deed => delivered(code, mg, null, { declaration: 'DP-4', declaredMg: 4_000 });

const declarations: readonly Row[] = [
  { rule: 'P3', says: 'a declaration of its own', given: [aCoopAtWork], when: delivered('E-1'), does: 'passes' },
  {
    rule: 'P3',
    says: 'a declaration that covers another delivery already',
    boundary: true,
    given: [aCoopAtWork, delivered('E-1')],
    when: delivered('E-2', 1_820, touchstone(940_000), { declaration: 'DP-E-1' }),
    does: 'holds',
    code: 'declaration-used',
  },
  {
    rule: 'P3',
    says: 'what is left of the quantity a declaration states',
    boundary: true,
    given: [aCoopAtWork, under('E-1', 2_400)],
    when: under('E-2', 1_600),
    does: 'passes',
  },
  {
    rule: 'P3',
    says: 'a milligram more than is left of it',
    boundary: true,
    given: [aCoopAtWork, under('E-1', 2_400)],
    when: under('E-2', 1_601),
    does: 'holds',
    code: 'declaration-exceeded',
  },
  {
    rule: 'P3',
    says: 'more gold than its own declaration states',
    given: [aCoopAtWork],
    when: under('E-1', 4_001),
    does: 'holds',
    code: 'declaration-exceeded',
  },
  {
    rule: 'P3',
    says: 'the photograph of another delivery',
    given: [aCoopAtWork, delivered('E-1', 2_400, null, { photo: 'ab'.repeat(32) })],
    when: delivered('E-2', 2_400, null, { photo: 'ab'.repeat(32) }),
    does: 'holds',
    code: 'photo-used',
  },
  {
    rule: 'P3',
    says: 'a delivery number used twice',
    given: [aCoopAtWork, delivered('E-1')],
    when: delivered('E-1'),
    does: 'refused',
    code: 'code-used',
  },
];

const registered = aPanner('rosa', { from: '2025-02-11', until: '2026-02-11' });
const title = (until: string) =>
  aCooperative(credential('mining-title', { number: 'ARE-1', from: '2020-01-01', until }));
const purchase = delivered('E-1', 2_400, touchstone(940_000), { origin: 'purchase' });

const papers: readonly Row[] = [
  {
    rule: 'P4',
    says: 'a panner on the last day of the registration',
    boundary: true,
    given: [aCoopAtWork, registered, onDay('2026-02-10')],
    when: panned('E-1', 930),
    does: 'passes',
  },
  {
    rule: 'P4',
    says: 'a panner on the day after it',
    boundary: true,
    given: [aCoopAtWork, registered, onDay('2026-02-11')],
    when: panned('E-1', 930),
    does: 'holds',
    code: 'registration-lapsed',
  },
  {
    rule: 'P4',
    says: 'a panner before the registration begins',
    given: [aCoopAtWork, aPanner('rosa', { from: '2026-02-11', until: null })],
    when: panned('E-1', 930),
    does: 'holds',
    code: 'registration-not-yet',
  },
  {
    rule: 'P4',
    says: 'a panner whose registration nobody wrote down',
    given: [aCoopAtWork, aPanner('rosa', { registration: '' })],
    when: panned('E-1', 930),
    does: 'holds',
    code: 'registration-unknown',
  },
  {
    rule: 'P4',
    says: 'a miner nobody knows',
    given: [aCoopAtWork],
    when: delivered('E-1', 930, null, { member: 'LIM-999' }),
    does: 'holds',
    code: 'unknown-member',
  },
  {
    rule: 'P4',
    says: 'a site on the last day of its title',
    boundary: true,
    given: [aCoopAtWork, title('2026-02-11'), onDay('2026-02-10')],
    when: delivered('E-1'),
    does: 'passes',
  },
  {
    rule: 'P4',
    says: 'a site on the day its title has ended',
    boundary: true,
    given: [aCoopAtWork, title('2026-02-11'), onDay('2026-02-11')],
    when: delivered('E-1'),
    does: 'holds',
    code: 'title-not-in-force',
  },
  {
    rule: 'P4',
    says: 'gold bought by whoever is no registered trader',
    given: [aCoopAtWork],
    when: purchase,
    does: 'holds',
    code: 'buyer-not-registered',
  },
  {
    rule: 'P4',
    says: 'gold bought by a registered trader',
    given: [aCoopAtWork, aCooperative(credential('rucom'))],
    when: purchase,
    does: 'passes',
  },
];

const titled = (title: string): Deed => aSite('PLAYA', { title });
const titles: readonly Row[] = [
  {
    rule: 'P4',
    says: 'a site whose title nobody knows',
    given: [aCoopAtWork, titled('')],
    when: delivered('E-1'),
    does: 'holds',
    code: 'title-unknown',
  },
  {
    rule: 'P4',
    says: 'a title that is not among those the register keeps of the cooperative',
    given: [aCoopAtWork, title('2027-02-11'), titled('ARE-2')],
    when: delivered('E-1'),
    does: 'holds',
    code: 'title-unknown',
  },
  {
    rule: 'P4',
    says: 'a title of a cooperative of which the register keeps no titles',
    boundary: true,
    given: [aCoopAtWork, titled('ARE-2')],
    when: delivered('E-1'),
    does: 'passes',
  },
];

export const rows: readonly Row[] = [...declarations, ...papers, ...titles];
