/** P19 and P25: what straw miners leave behind, and that no one approves what they recorded. */
import type { Act } from '../../../../../src/core/custody/act.js';
import { releaseHold, type HoldFacts } from '../../../../../src/core/custody/holds/decide.js';
import { strawMiner } from '../../../../../src/core/custody/rules/people/patterns.js';
import type { Draft } from '../../../../../src/core/log/statement.js';
import {
  aCoopAtWork,
  anExporter,
  aPanner,
  as,
  delivered,
  fireAssay,
  heldBack,
  melted,
  outturn,
  refined,
  sold,
} from '../../../../support/deeds.js';
import { COOP, EXPORTER, idOf, type Deed, type World } from '../../../../support/story.js';
import type { Row } from '../row.js';

const MG = 1_000_000n;
const G = 1_000_000_000n;
const on = { date: '2026-02-10', tz: 'America/Bogota' };

/** Rosa hands in 30 g of unassayed gold, after so many like it. */
const handsIn =
  (grossMg = 30_000, alike = 0): Row['when'] =>
  ({ members }) =>
    strawMiner(members.get(`${COOP}/rosa`), 'CO', on, { grossMg }, alike);

const shares = (account: number, phone: number, months: Record<string, bigint> = {}): Deed =>
  aPanner('rosa', { shared: { account, phone }, months });
const ended = (december: bigint, january: bigint, february = 0n): Deed =>
  aPanner('rosa', { months: { '2025-12': december, '2026-01': january, '2026-02': february } });

const patterns: readonly Row[] = [
  { rule: 'P19', says: 'account and telephone of her own', given: [shares(0, 0)], when: handsIn(), does: 'passes' },
  {
    rule: 'P19',
    says: 'one other has her account and her telephone: a couple',
    boundary: true,
    given: [shares(1, 1)],
    when: handsIn(),
    does: 'passes',
  },
  {
    rule: 'P19',
    says: 'two others are paid into her account',
    boundary: true,
    given: [shares(2, 0)],
    when: handsIn(),
    does: 'asks',
    code: 'account-shared',
  },
  {
    rule: 'P19',
    says: 'two others have her telephone',
    boundary: true,
    given: [shares(0, 2)],
    when: handsIn(),
    does: 'asks',
    code: 'phone-shared',
  },
  {
    rule: 'P19',
    says: 'a shared account is asked about once a month, not with every delivery',
    given: [shares(40, 40, { '2026-02': MG })],
    when: handsIn(),
    does: 'passes',
  },
  { rule: 'P19', says: 'the third of one weight that day', boundary: true, when: handsIn(4_321, 2), does: 'passes' },
  {
    rule: 'P19',
    says: 'the fourth of one weight that day',
    boundary: true,
    when: handsIn(4_321, 3),
    does: 'asks',
    code: 'weights-alike',
  },
  { rule: 'P19', says: 'the fifth is the same question', when: handsIn(4_321, 4), does: 'passes' },
  {
    rule: 'P19',
    says: 'a third month that ends at 95 % of the limit to the nanogram',
    boundary: true,
    given: [ended(34n * G, 35n * G, 3_250n * MG)],
    when: handsIn(30_000),
    does: 'asks',
    code: 'just-under-limit',
  },
  {
    rule: 'P19',
    says: 'a third month that ends a nanogram under 95 %',
    boundary: true,
    given: [ended(34n * G, 35n * G, 3_250n * MG - 1n)],
    when: handsIn(30_000),
    does: 'passes',
  },
  {
    rule: 'P19',
    says: 'one month full, one not: a good season',
    given: [ended(34n * G, 20n * G, 4n * G)],
    when: handsIn(30_000),
    does: 'passes',
  },
  {
    rule: 'P19',
    says: 'a month over the limit is the limit’s matter, not a pattern',
    given: [ended(34n * G, 35n * G, 5n * G + 1n)],
    when: handsIn(30_000),
    does: 'passes',
  },
];

const [ANA, EVA] = ['person:00000000-0000-4000-8000-000000000001', 'person:00000000-0000-4000-8000-000000000002'];

/** The hold of E-1, which Ana recorded, is lifted. */
const lifted =
  (by: string | undefined, more: Partial<Act> = {}): Row['when'] =>
  (world: World): readonly Draft[] => {
    const authors = new Map([[`${idOf('E-1')} lot.held`, [ANA]]]);
    const facts: HoldFacts = { lots: world.lots, authors };
    const act: Act = { ...world.act, ...(by !== undefined && { by }), ...more };
    return releaseHold(facts, act, { lot: idOf('E-1'), reason: 'renewal seen' });
  };
const held = [aCoopAtWork, delivered('E-1'), heldBack('E-1')];

const fourEyes: readonly Row[] = [
  { rule: 'P25', says: 'another person decides', given: held, when: lifted(EVA), does: 'passes' },
  {
    rule: 'P25',
    says: 'the person who recorded it, and no other, is one too few',
    boundary: true,
    given: held,
    when: lifted(ANA),
    does: 'refused',
    code: 'same-person',
  },
  {
    rule: 'P25',
    says: 'a machine’s key is no person',
    given: held,
    when: lifted('key:00000000-0000-4000-8000-000000000003'),
    does: 'refused',
    code: 'needs-a-person',
  },
  {
    rule: 'P25',
    says: 'nobody is no person',
    given: held,
    when: lifted(undefined),
    does: 'refused',
    code: 'needs-a-person',
  },
  {
    rule: 'P25',
    says: 'a book’s rows have no person, and are taken as they were written',
    given: held,
    when: lifted(undefined, { attested: 'book' }),
    does: 'passes',
  },
];

/** E-1 is the cooperative's; E-2 lies in its safe and is the exporter's. */
const twoOwners = [aCoopAtWork, anExporter(), delivered('E-1'), delivered('E-2'), sold('E-2', EXPORTER)];
const decided =
  (owner?: string): Row['when'] =>
  (world: World): readonly Draft[] => {
    const facts: HoldFacts = { lots: world.lots, authors: new Map() };
    const said = { lot: idOf('B-1'), reason: 'as both wrote', ...(owner !== undefined && { owner }) };
    return releaseHold(facts, { ...world.act, by: EVA }, said);
  };
const mixed = [...twoOwners, melted('B-1', ['E-1', 'E-2'], 4_800)];

const owners: readonly Row[] = [
  {
    rule: 'P25',
    says: 'a toll melter melts gold of one owner, who is somebody else',
    boundary: true,
    given: [...twoOwners, delivered('E-3'), sold('E-3', EXPORTER)],
    when: melted('B-1', ['E-2', 'E-3'], 4_800),
    does: 'passes',
  },
  {
    rule: 'P25',
    says: 'gold of two owners in one crucible, down to a milligram of it',
    boundary: true,
    given: twoOwners,
    when: melted('B-1', ['E-1', ['E-2', 1]], 2_401),
    does: 'holds',
    code: 'owners-mixed',
  },
  {
    rule: 'P25',
    says: 'gold of two owners pooled without melting',
    given: twoOwners,
    when: melted('B-1', ['E-1', 'E-2'], 4_800, { process: 'aggregate' }),
    does: 'holds',
    code: 'owners-mixed',
  },
  {
    rule: 'P25',
    says: 'gold of two owners after title passed',
    given: [...twoOwners, as(EXPORTER), sold('E-2', COOP), as(COOP)],
    when: melted('B-1', ['E-1', 'E-2'], 4_800),
    does: 'passes',
  },
  {
    rule: 'P25',
    says: 'bars of two owners in one refining',
    given: twoOwners,
    when: refined(
      'G-1',
      outturn('E-1', { meltMg: 2_400, reading: fireAssay(940_000), creditedMg: 2_200, grainMg: 2_200 }),
      outturn('E-2', { meltMg: 2_400, reading: fireAssay(940_000), creditedMg: 2_200, grainMg: 2_200 }),
    ),
    does: 'holds',
    code: 'owners-mixed',
  },
  {
    rule: 'P25',
    says: 'a bar of two owners is released without a word of whose it is',
    given: mixed,
    when: decided(),
    does: 'refused',
    code: 'owner-undecided',
  },
  {
    rule: 'P25',
    says: 'a bar of two owners is given to a third',
    given: mixed,
    when: decided('refiner'),
    does: 'refused',
    code: 'owner-undecided',
  },
  { rule: 'P25', says: 'a bar of two owners is one of theirs', given: mixed, when: decided(EXPORTER), does: 'passes' },
];

export const rows: readonly Row[] = [...patterns, ...fourEyes, ...owners];
