/** P16: order in time, and clocks. */
import { clockDoubts } from '../../../../../src/core/custody/rules/intake/instruments.js';
import { aCoopAtWork, assayed, delivered, onDay, xrf } from '../../../../support/deeds.js';
import type { Row } from '../row.js';

const late = (hours: number): Row['when'] => {
  const received = Date.parse('2026-02-10T12:00:00.000Z');
  return () => clockDoubts(new Date(received - hours * 3_600_000).toISOString(), new Date(received).toISOString(), []);
};
const clocks: readonly Row[] = [
  {
    rule: 'P16',
    says: 'the day a lot came to be',
    boundary: true,
    given: [aCoopAtWork, delivered('E-1')],
    when: assayed('E-1', xrf(930_000)),
    does: 'passes',
  },
  {
    rule: 'P16',
    says: 'the day before it came to be',
    boundary: true,
    given: [aCoopAtWork, delivered('E-1'), onDay('2026-02-09')],
    when: assayed('E-1', xrf(930_000)),
    does: 'refused',
    code: 'chronology',
  },
  {
    rule: 'P16',
    says: 'a delivery of tomorrow',
    boundary: true,
    given: [aCoopAtWork, (world) => void (world.today = '2026-02-09')],
    when: delivered('E-1'),
    does: 'refused',
    code: 'in-the-future',
  },
  { rule: 'P16', says: 'sent seven days after it was said', boundary: true, when: late(7 * 24), does: 'passes' },
  {
    rule: 'P16',
    says: 'sent an hour later than that',
    boundary: true,
    when: late(7 * 24 + 1),
    does: 'warns',
    code: 'sent-late',
  },
  {
    rule: 'P16',
    says: 'a clock that was wrong when the device was last in reach',
    when: () => clockDoubts('2026-02-10T11:00:00.000Z', '2026-02-10T12:00:00.000Z', ['clock-drift']),
    does: 'warns',
    code: 'clock-wrong',
  },
];

export const rows: readonly Row[] = [...clocks];
