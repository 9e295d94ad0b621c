/** P7, P8 and P9: gold as its site has it. */
import { addDays } from '../../../../../src/core/day.js';
import { aCoopAtWork, aSite, delivered, xrf } from '../../../../support/deeds.js';
import { COOP, type Deed } from '../../../../support/story.js';
import type { Row } from '../row.js';

/** Ten readings a day apart, the last on 9 February. */
const readings =
  (ppm: number, last = '2026-02-09', count = 10): Deed =>
  ({ yields }) => {
    const days = Array.from({ length: count }, (_, n) => addDays(last, -n));
    yields.set(`${COOP}/PLAYA`, { months: {}, readings: days.map((day) => ({ day, ppm })) });
  };

const deposits: readonly Row[] = [
  { rule: 'P7', says: 'river gold from a river', given: [aCoopAtWork], when: delivered('E-1'), does: 'passes' },
  {
    rule: 'P7',
    says: 'river gold from a vein',
    given: [aCoopAtWork, aSite('PLAYA', { deposit: 'vein' })],
    when: delivered('E-1'),
    does: 'holds',
    code: 'form-not-of-deposit',
  },
  {
    rule: 'P7',
    says: 'concentrate, which both give',
    boundary: true,
    given: [aCoopAtWork, aSite('PLAYA', { deposit: 'vein' })],
    when: delivered('E-1', 2_400, null, { form: 'concentrate' }),
    does: 'passes',
  },
  {
    rule: 'P7',
    says: 'gold broken from rock, from a river',
    boundary: true,
    given: [aCoopAtWork],
    when: delivered('E-1', 2_400, null, { form: 'vein' }),
    does: 'holds',
    code: 'form-not-of-deposit',
  },
  {
    rule: 'P8',
    says: 'river gold of 980 ‰, the most that is usual',
    boundary: true,
    given: [aCoopAtWork],
    when: delivered('E-1', 2_400, xrf(980_000)),
    does: 'passes',
  },
  {
    rule: 'P8',
    says: 'finer than river gold is, though the site’s own band has it',
    boundary: true,
    given: [aCoopAtWork],
    when: delivered('E-1', 2_400, xrf(980_001)),
    does: 'warns',
    code: 'fineness-unusual-for-deposit',
  },
  {
    rule: 'P9',
    says: '50 ‰ from the median exactly',
    boundary: true,
    given: [aCoopAtWork, readings(900_000)],
    when: delivered('E-1', 2_400, xrf(950_000)),
    does: 'passes',
  },
  {
    rule: 'P9',
    says: 'a part per million more',
    boundary: true,
    given: [aCoopAtWork, readings(900_000)],
    when: delivered('E-1', 2_400, xrf(950_001)),
    does: 'warns',
    code: 'fineness-drifts',
  },
  {
    rule: 'P9',
    says: 'nine readings, which make no median',
    boundary: true,
    given: [aCoopAtWork, readings(900_000, '2026-02-09', 9)],
    when: delivered('E-1', 2_400, xrf(960_000)),
    does: 'passes',
  },
  {
    rule: 'P9',
    says: 'readings of more than ninety days ago',
    boundary: true,
    given: [aCoopAtWork, readings(900_000, '2025-11-12')],
    when: delivered('E-1', 2_400, xrf(960_000)),
    does: 'passes',
  },
];

export const rows: readonly Row[] = [...deposits];
