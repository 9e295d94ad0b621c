/** P5 and P6: how much a person and a site may give. */
import { yielded, NOTHING_YET } from '../../../../../src/core/custody/volumes/site-yield.js';
import type { LotRegistered } from '../../../../../src/core/custody/statements.js';
import { aCoopAtWork, aPanner, aSite, delivered, onDay } from '../../../../support/deeds.js';
import { COOP, type Deed } from '../../../../support/story.js';
import type { Row } from '../row.js';

const rosa = { member: 'rosa' };
const panned = (code: string, mg: number): Deed => delivered(code, mg, null, rosa);
const gave =
  (grossMg: number, day = '2026-02-09'): Deed =>
  ({ yields }) => {
    const given = { on: { date: day, tz: 'America/Bogota' }, grossMg } as LotRegistered;
    yields.set(`${COOP}/PLAYA`, yielded(yields.get(`${COOP}/PLAYA`) ?? NOTHING_YET, given));
  };
const across = (month: bigint): Deed =>
  aPanner('rosa', { acrossBuyers: { '2026-02': month }, months: { '2026-02': 1_000_000n } });
const year = (ng: bigint): Deed => {
  const tenMonths = Array.from({ length: 10 }, (_, n) => [`2025-${String(n + 1).padStart(2, '0')}`, ng / 10n] as const);
  return aPanner('rosa', { months: Object.fromEntries(tenMonths) });
};
const G = 1_000_000_000n;

const limits: readonly Row[] = [
  {
    rule: 'P5',
    says: '35 g exactly in one month',
    boundary: true,
    given: [aCoopAtWork],
    when: panned('E-1', 35_000),
    does: 'passes',
  },
  {
    rule: 'P5',
    says: 'a milligram more',
    boundary: true,
    given: [aCoopAtWork],
    when: panned('E-1', 35_001),
    does: 'holds',
    code: 'over-monthly-limit',
  },
  {
    rule: 'P5',
    says: '20 g here after 15 g elsewhere',
    boundary: true,
    given: [aCoopAtWork, across(15n * G)],
    when: panned('E-1', 20_000),
    does: 'passes',
  },
  {
    rule: 'P5',
    says: '20 g here after 15 g and a nanogram elsewhere',
    boundary: true,
    given: [aCoopAtWork, across(15n * G + 1n)],
    when: panned('E-1', 20_000),
    does: 'holds',
    code: 'over-monthly-limit',
  },
  {
    rule: 'P5',
    says: '420 g exactly in one year',
    boundary: true,
    given: [aCoopAtWork, onDay('2025-12-10'), year(400n * G)],
    when: panned('E-1', 20_000),
    does: 'passes',
  },
  {
    rule: 'P5',
    says: 'a milligram more than the year’s limit',
    boundary: true,
    given: [aCoopAtWork, onDay('2025-12-10'), year(400n * G)],
    when: panned('E-1', 20_001),
    does: 'holds',
    code: 'over-yearly-limit',
  },
  {
    rule: 'P5',
    says: 'the same on the first day of the next year',
    given: [aCoopAtWork, onDay('2026-01-01'), year(400n * G)],
    when: panned('E-1', 20_001),
    does: 'passes',
  },
  {
    rule: 'P5',
    says: 'more than that the day before the limit was in force',
    boundary: true,
    given: [aCoopAtWork, aPanner('rosa', { from: null }), onDay('2017-02-08')],
    when: panned('E-1', 61_000),
    does: 'passes',
  },
  {
    rule: 'P5',
    says: 'an associate, who has no such limit',
    given: [aCoopAtWork],
    when: delivered('E-1', 61_000, null),
    does: 'passes',
  },
];

const capacities: readonly Row[] = [
  {
    rule: 'P6',
    says: 'four fifths of the capacity exactly',
    boundary: true,
    given: [aCoopAtWork, gave(350_000)],
    when: delivered('E-1', 10_000, null),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'a milligram more than four fifths',
    boundary: true,
    given: [aCoopAtWork, gave(350_000)],
    when: delivered('E-1', 10_001, null),
    does: 'warns',
    code: 'near-capacity',
  },
  {
    rule: 'P6',
    says: 'the delivery after that, which tells nothing new',
    given: [aCoopAtWork, gave(360_001)],
    when: delivered('E-1', 10_000, null),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'the whole capacity exactly',
    boundary: true,
    given: [aCoopAtWork, gave(440_000)],
    when: delivered('E-1', 10_000, null),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'a milligram more than the capacity, where the law makes it a limit',
    boundary: true,
    given: [aCoopAtWork, gave(440_000)],
    when: delivered('E-1', 10_001, null),
    does: 'holds',
    code: 'over-capacity',
  },
  {
    rule: 'P6',
    says: 'the next month, which begins at nothing',
    given: [aCoopAtWork, gave(440_000, '2026-01-31')],
    when: delivered('E-1', 10_001, null),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'a site whose capacity nobody registered',
    given: [aCoopAtWork, aSite('PLAYA', { capacityMgPerMonth: 0 }), gave(900_000)],
    when: delivered('E-1', 10_001, null),
    does: 'passes',
  },
];

export const rows: readonly Row[] = [...limits, ...capacities];
