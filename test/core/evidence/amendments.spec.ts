/** Corrections, disputes and voids in a bundle: told beside the original, and refused where nobody may amend so. */
import { toHex } from '../../../src/core/bytes.js';
import { draft } from '../../../src/core/custody/act.js';
import { sidOf } from '../../../src/core/log/entry.js';
import type { Draft } from '../../../src/core/log/statement.js';
import { verify } from '../../../src/verifier/door.js';
import { textReport } from '../../../src/verifier/report.js';
import type { LittleLog } from '../../support/little-log.js';
import { actOf, AT, BAR, DELIVERY, oneDelivery, papers } from '../../support/one-delivery.js';
import { LittleLog as Log } from '../../support/little-log.js';
import { register } from '../../../src/core/custody/intake.js';

const [coop, joya] = [{ seed: new Uint8Array(32).fill(3) }, { seed: new Uint8Array(32).fill(4) }];

/** One delivery at rest: nothing was done with it. */
function delivered(): LittleLog {
  return papers(new Log()).decide(register, actOf('coop', '2026-01-05'), {
    lot: DELIVERY,
    code: 'E-1',
    origin: 'production',
    form: 'alluvial',
    site: 'R-1',
    member: 'M-1',
    grossMg: 10_417,
    reading: { ppm: 911_000, method: 'touchstone' },
  });
}

function amending(
  log: LittleLog,
  type: string,
  index: number,
  more: object = {},
  org = 'coop',
  lots = [DELIVERY],
): Draft {
  const of = toHex(sidOf(log.events[index]?.bytes ?? new Uint8Array()));
  const act = actOf(org, '2026-01-06');
  return draft(act, `statement.${type}`, lots, { of, on: act.on, reason: 'typing-error', ...more });
}

function judged(log: LittleLog, lot = DELIVERY): { exit: number; faults: string[] } {
  const { exit, lines } = verify(log.bundle(lot), log.policy);
  for (const { detail } of lines) expect(detail).not.toMatch(/\{\w+\}/);
  return { exit, faults: [...new Set(lines.filter(({ ok }) => !ok).map(({ what }) => what))] };
}

test('a correction counts, and the original is told beside it', () => {
  const log = delivered();
  log.append(amending(log, 'corrected', AT.delivery, { fields: { grossMg: 10_147 } }));
  expect(judged(log)).toEqual({ exit: 0, faults: [] });
  const verdict = verify(log.bundle(DELIVERY), log.policy);
  expect(verdict.summary?.grossMg).toBe(10_147);
  expect(verdict.summary?.amendments).toEqual([
    {
      act: 'corrected',
      index: 6,
      of: { index: AT.delivery, type: 'lot.registered' },
      org: 'coop',
      day: '2026-01-06',
      reason: 'typing-error',
      restated: [{ member: 'grossMg', was: 10_417, now: 10_147 }],
    },
  ]);
  expect(textReport(verdict, 'en')).toContain('grossMg 10147 instead of 10417');
});

test('a dispute by whoever it concerns is told and stops nothing, and its author withdraws it', () => {
  const log = oneDelivery();
  log.append(amending(log, 'disputed', AT.melt, { reason: 'mass' }, 'joya', [DELIVERY, BAR]));
  const withdrawn = amending(log, 'voided', 11, { reason: 'settled' }, 'joya', [DELIVERY, BAR]);
  expect(judged(log, BAR)).toEqual({ exit: 0, faults: [] });
  expect(judged(log.append(withdrawn), BAR)).toEqual({ exit: 0, faults: [] });
  const acts = verify(log.bundle(BAR), log.policy).summary?.amendments.map(({ act }) => act);
  expect(acts).toEqual(['disputed', 'voided']);
});

describe('refused is', () => {
  const gold = { fields: { grossMg: 1 } };

  test('what amends no earlier statement of these lots', () => {
    const log = delivered();
    const of = 'ab'.repeat(32);
    expect(judged(log.append({ ...amending(log, 'disputed', 0, { of }) })).faults).toEqual(['amends-nothing']);
    const elsewhere = delivered();
    expect(judged(elsewhere.append(amending(elsewhere, 'disputed', AT.site))).faults).toEqual(['amends-nothing']);
  });

  test("what corrects or voids somebody else's word", () => {
    const log = oneDelivery();
    const seal = amending(log, 'corrected', AT.dispatch, { fields: { seal: 'S-2' } }, 'joya', [BAR]);
    expect(judged(log.append(seal), BAR).faults).toEqual(['amends-another']);
  });

  test('gold restated after it was used', () => {
    const log = oneDelivery();
    expect(judged(log.append(amending(log, 'corrected', AT.delivery, gold))).faults).toContain('amends-too-late');
  });

  test('gold restated by a correction of anything but a registration', () => {
    const log = oneDelivery();
    const restated = amending(log, 'corrected', AT.dispatch, gold, 'coop', [BAR]);
    expect(judged(log.append(restated), BAR).faults).toContain('amends-otherwise');
  });

  test('the withdrawal of what is no dispute', () => {
    const log = delivered();
    expect(judged(log.append(amending(log, 'voided', AT.delivery))).faults).toEqual(['amends-otherwise']);
  });

  test('a registration voided by the platform, or by one organisation twice', () => {
    const log = delivered();
    const alone = delivered().key('coop', coop);
    expect(judged(log.append(amending(log, 'voided', AT.delivery, { with: 'joya' }))).faults).toEqual([
      'side-unsigned',
    ]);
    const twice = amending(alone, 'voided', AT.delivery, { with: 'coop' });
    expect(judged(alone.signed(twice, coop)).faults).toEqual(['side-unsigned']);
  });
});

test('a registration that two void leaves no gold', () => {
  const log = delivered().key('coop', coop).key('joya', joya);
  log.signed(amending(log, 'voided', AT.delivery, { with: 'joya' }), coop, joya);
  expect(judged(log)).toEqual({ exit: 0, faults: [] });
  expect(verify(log.bundle(DELIVERY), log.policy).summary).toMatchObject({
    grossMg: 0,
    amendments: [{ act: 'voided' }],
  });
});
