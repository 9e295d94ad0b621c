/** What others made later of a lot, together with gold that is not in its bundle: the bundle tells what they took, and no more. */
import { register } from '../../../src/core/custody/intake.js';
import { melt } from '../../../src/core/custody/transformations/melt.js';
import type { LotsTransformed } from '../../../src/core/custody/statements.js';
import type { Draft } from '../../../src/core/log/statement.js';
import { verify } from '../../../src/verifier/door.js';
import { idOf, LittleLog } from '../../support/little-log.js';
import { actOf, DELIVERY, papers } from '../../support/one-delivery.js';

const OTHER = idOf(0xde, 2);
const BAR = idOf(0xba, 1);
const coop = actOf('coop', '2026-01-05');
const AT_OTHER = 6;

/** Two deliveries melted into one bar; the bundle is of the first, and the second is nobody's business. */
function melted(change: (data: LotsTransformed) => LotsTransformed = (data) => data): LittleLog {
  const log = papers(new LittleLog());
  const gold = { origin: 'production', form: 'alluvial', site: 'R-1', member: 'M-1' } as const;
  const reading = { ppm: 911_000, method: 'touchstone' } as const;
  log.decide(register, coop, { ...gold, lot: DELIVERY, code: 'E-1', grossMg: 10_000, reading });
  log.decide(register, coop, { ...gold, lot: OTHER, code: 'E-2', grossMg: 5_000, reading });
  const [bar, ...more] = melt(log.facts, coop, {
    inputs: [
      { lot: DELIVERY, grossMg: 10_000 },
      { lot: OTHER, grossMg: 5_000 },
    ],
    output: { lot: BAR, code: 'B-1', form: 'dore', grossMg: 14_800 },
    cause: 'humedad',
  }) as [Draft, ...Draft[]];
  return log.append(
    { ...bar, data: change(bar.data as unknown as LotsTransformed) as unknown as Draft['data'] },
    ...more,
  );
}

function judged(log: LittleLog, lot: string, without: readonly number[]): { exit: number; faults: string[] } {
  const { exit, lines } = verify(log.bundle(lot, { without }), log.policy);
  return { exit, faults: lines.filter(({ ok }) => !ok).map(({ what }) => what) };
}

test('a delivery that was melted with another is proven without that other', () => {
  const log = melted();
  expect(judged(log, DELIVERY, [AT_OTHER])).toEqual({ exit: 0, faults: [] });
  expect(verify(log.bundle(DELIVERY, { without: [AT_OTHER] }), log.policy).summary?.grossMg).toBe(0);
});

test('the bar is not', () => {
  expect(judged(melted(), BAR, [AT_OTHER])).toMatchObject({ exit: 3 });
});

test('more taken than there was is found all the same', () => {
  const log = melted((data) => ({
    ...data,
    inputs: data.inputs.map((input) => (input.lot === DELIVERY ? { ...input, grossMg: 10_001 } : input)),
  }));
  expect(judged(log, DELIVERY, [AT_OTHER]).faults).toContain('gold-overspent');
});

test('so is a hold that did not keep the melter from it', () => {
  const log = melted();
  const hold: Draft = {
    ...coop,
    type: 'lot.held',
    lots: [DELIVERY],
    data: { on: { ...coop.on }, lot: DELIVERY, reasons: [{ rule: 'P4', code: 'other', at: 'lot' }] },
  };
  const told = new LittleLog();
  for (const { statement } of log.events) {
    const { type, org, at, lots, data } = statement;
    if (type === 'lots.transformed')
      told.append({ type: hold.type, org, at, lots: hold.lots, data: hold.data, attested: 'platform' });
    told.append({ type, org, at, lots, data, attested: 'platform' });
  }
  expect(judged(told, DELIVERY, [AT_OTHER]).faults).toEqual(['while-held']);
});
