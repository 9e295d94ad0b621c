/** What was said wrong is said again beside it: by its author, by whom it concerns, or by two together. */
import type { Act } from '../../../src/core/custody/act.js';
import { correct, dispute, voidRegistration, withdraw } from '../../../src/core/custody/amending/amend.js';
import { isUntouched } from '../../../src/core/custody/amending/amended.js';
import { dispatch } from '../../../src/core/custody/handover/dispatch.js';
import { receive, refuse } from '../../../src/core/custody/handover/receipt.js';
import { release, transferTitle } from '../../../src/core/custody/handover/title.js';
import { assay } from '../../../src/core/custody/assays/assay.js';
import { split } from '../../../src/core/custody/transformations/melt.js';
import type { Draft, Statement } from '../../../src/core/log/statement.js';
import { Rejection } from '../../../src/core/rejection.js';
import { coop, delivery, LOT, lotOf, registration, sound, touchstone, trader } from '../../support/first-delivery.js';
import { idOf, type LittleLog } from '../../support/little-log.js';
import { actOf } from '../../support/one-delivery.js';

function corrected(log: LittleLog, fields: Record<string, unknown>, act: Act = coop, of = registration(log)): Draft[] {
  const drafts = correct(log.amendable, act, { of, reason: 'typing-error', fields });
  log.append(...drafts);
  return drafts;
}

function codeOf(deed: () => unknown): string {
  try {
    deed();
  } catch (error) {
    if (error instanceof Rejection) return `${error.code} ${error.at}`;
    throw error;
  }
  return 'done';
}

describe('a correction', () => {
  test('of a weight that was typed wrong restates the lot, and both statements stay', () => {
    const log = delivery();
    const drafts = corrected(log, { grossMg: 2_400, fineness: touchstone(935_000), form: 'nugget' });
    expect(drafts.map(({ type, lots }) => [type, lots])).toEqual([['statement.corrected', [LOT]]]);
    expect(lotOf(log)).toMatchObject({ grossMg: 2_400, initialMg: 2_400, fineness: { ppm: 935_000 }, form: 'nugget' });
    expect(lotOf(log).composition).toEqual({ origins: [LOT], weights: [2_400n * 935_000n], taken: 0n });
    expect(lotOf(log).corrected).toMatchObject([{ of: registration(log), members: ['fineness', 'form', 'grossMg'] }]);
    sound(log);
  });

  test('can be corrected again, and the last one counts', () => {
    const log = delivery();
    corrected(log, { grossMg: 2_400 });
    corrected(log, { grossMg: 2_450 });
    expect(lotOf(log)).toMatchObject({ grossMg: 2_450, corrected: [{}, {}] });
    log.decide(split, coop, { lot: LOT, outputs: [{ lot: idOf(1, 1), code: 'P-1', grossMg: 2_450 }] });
    sound(log);
  });

  test('that makes gold grow is held: it was not counted in its miner’s month', () => {
    const log = delivery();
    const [, held] = corrected(log, { grossMg: 48_000 });
    expect(held?.data['reasons']).toEqual([{ rule: 'P5', code: 'corrected-upwards', at: 'grossMg' }]);
    expect(lotOf(log).holds).toHaveLength(1);
  });

  test('that makes a selector’s gold grow is held too: it counts in a month like any other', () => {
    const log = delivery('selection');
    const [, held] = corrected(log, { grossMg: 24_001 });
    expect(held?.data['reasons']).toEqual([{ rule: 'P5', code: 'corrected-upwards', at: 'grossMg' }]);
  });

  test.each([
    ['vein', [{ rule: 'P7', code: 'form-not-of-deposit', at: 'form' }]],
    ['grain', [{ rule: 'P20', code: 'recycled-as-mined', at: 'form' }]],
    ['nugget', undefined],
  ])('to the form %s is judged as at the counter', (form, reasons) => {
    expect(corrected(delivery(), { form })[1]?.data['reasons']).toEqual(reasons);
  });

  test('in two small steps does not grow past what was counted either', () => {
    const log = delivery();
    corrected(log, { grossMg: 100 });
    expect(corrected(log, { grossMg: 24_000 })).toHaveLength(1);
    expect(corrected(log, { grossMg: 24_001 })).toHaveLength(2);
  });

  test('to a fineness that the site’s gold does not have is held', () => {
    const [, held] = corrected(delivery(), { fineness: touchstone(700_000) });
    expect(held?.data['reasons']).toEqual([{ rule: 'P8', code: 'fineness-outside-site', at: 'finenessPpm' }]);
  });

  test.each<[string, (log: LittleLog) => unknown]>([
    [
      'taken from',
      (log) => log.decide(split, coop, { lot: LOT, outputs: [{ lot: idOf(1, 1), code: 'P-1', grossMg: 1 }] }),
    ],
    [
      'assayed',
      (log) => log.decide(assay, coop, { lot: LOT, laboratory: 'lab', reading: touchstone(930_000), sampleMg: 0 }),
    ],
    ['sent', (log) => log.decide(dispatch, coop, { lot: LOT, to: 'trader', sentMg: 24_000 })],
    [
      'refused and back, under a seal',
      (log) =>
        log
          .decide(dispatch, coop, { lot: LOT, to: 'trader', sentMg: 24_000, seal: 'S-1' })
          .decide(refuse, trader, { lot: LOT, weighedMg: 23_000, sealIntact: true }),
    ],
    ['sold', (log) => log.decide(transferTitle, coop, { lot: LOT, to: 'trader', basis: 'sale' })],
  ])('comes too late once the lot was %s', (_, deed) => {
    const log = delivery();
    deed(log);
    expect(codeOf(() => corrected(log, { grossMg: 23_000 }))).toBe('correction-too-late of');
    const asked = { of: registration(log), reason: 'never-existed', with: 'trader' };
    expect(codeOf(() => voidRegistration(log.amendable, coop, asked))).toBe('correction-too-late of');
    expect(isUntouched(lotOf(log))).toBe(false);
  });

  test('of what papers say moves no gold, whenever it comes', () => {
    const log = delivery();
    log
      .decide(dispatch, coop, { lot: LOT, to: 'trader', sentMg: 24_000, seal: 'S-1' })
      .decide(receive, trader, { lot: LOT, receivedMg: 24_000, sealIntact: true, divisionMg: 10, oneSided: false });
    const before = lotOf(log);
    corrected(log, { seal: 'S-2' }, coop, log.sidOf('custody.dispatched', LOT));
    const { corrected: marks, ...after } = lotOf(log);
    expect(after).toEqual(before);
    expect(marks).toMatchObject([{ members: ['seal'], reason: 'typing-error' }]);
    sound(log);
  });

  test('is its author’s alone, of its own members, with values they can have', () => {
    const log = delivery();
    const ask = (fields: Record<string, unknown>, act = coop, of = registration(log)) =>
      codeOf(() => corrected(log, fields, act, of));
    expect(ask({ grossMg: 1 }, trader)).toBe('unknown-act of');
    log.decide(dispatch, coop, { lot: LOT, to: 'trader', sentMg: 24_000 });
    expect(ask({ grossMg: 1 }, trader)).toBe('not-your-act of');
    expect(ask({ grossMg: 1 }, coop, 'ab'.repeat(32))).toBe('unknown-act of');
    expect(ask({ owner: 'thief' })).toBe('not-correctable owner');
    expect(ask({ claims: [] })).toBe('not-correctable claims');
    expect(ask({})).toBe('missing fields');
    expect(ask({ grossMg: -1 })).toBe('malformed fields.grossMg');
    expect(ask({ grossMg: 1.5 })).toBe('malformed fields.grossMg');
    expect(ask({ form: 'cake' })).toBe('malformed fields.form');
    expect(ask({ fineness: { ppm: 0, method: 'xrf', uncertaintyPpm: 1 } })).toBe('out-of-range finenessPpm');
    expect(ask({ seal: { a: 1 } }, coop, log.sidOf('custody.dispatched', LOT))).toBe('malformed fields.seal');
    expect(ask({ sentMg: 23_000 }, coop, log.sidOf('custody.dispatched', LOT))).toBe('not-correctable sentMg');
    const badly = { of: registration(log), reason: 'because Ana said so', fields: { grossMg: 1 } };
    expect(codeOf(() => correct(log.amendable, coop, badly))).toBe('malformed reason');
  });

  test('is not made before what it corrects, nor tomorrow', () => {
    const log = delivery();
    expect(codeOf(() => corrected(log, { grossMg: 1 }, actOf('coop', '2026-01-04')))).toBe('chronology on');
    const tomorrow = { ...coop, today: '2026-01-04' };
    expect(codeOf(() => corrected(log, { grossMg: 1 }, tomorrow))).toBe('in-the-future on');
  });
});

describe('a dispute', () => {
  test('marks the lot until its author withdraws it, and stops nothing', () => {
    const log = delivery();
    log.decide(dispatch, coop, { lot: LOT, to: 'trader', sentMg: 24_000 });
    const asked = { of: registration(log), reason: 'mass' };
    log.append(...dispute(log.amendable, trader, asked));
    const sid = log.sidOf('statement.disputed', LOT);
    expect(lotOf(log).disputes).toEqual([{ sid, of: asked.of, org: 'trader', day: '2026-01-05', reason: 'mass' }]);
    expect(codeOf(() => dispute(log.amendable, trader, asked))).toBe('disputed-already of');
    log.append(...dispute(log.amendable, coop, asked));
    log.decide(receive, trader, { lot: LOT, receivedMg: 24_000, sealIntact: true, divisionMg: 10, oneSided: false });

    expect(codeOf(() => withdraw(log.amendable, coop, { of: sid, reason: 'settled' }))).toBe('not-your-act of');
    expect(codeOf(() => withdraw(log.amendable, coop, { of: asked.of, reason: 'settled' }))).toBe('not-disputed of');
    log.append(...withdraw(log.amendable, trader, { of: sid, reason: 'settled' }));
    expect(lotOf(log).disputes).toMatchObject([{ org: 'coop' }]);
    expect(codeOf(() => withdraw(log.amendable, trader, { of: sid, reason: 'settled' }))).toBe('not-disputed of');
    sound(log);
  });

  test('is for those whom the act or one of its lots concerns', () => {
    const log = delivery();
    const ask = (act: Act, of: string) => codeOf(() => dispute(log.amendable, act, { of, reason: 'origin' }));
    expect(ask(trader, registration(log))).toBe('unknown-act of');
    log.decide(dispatch, coop, { lot: LOT, to: 'trader', sentMg: 24_000 });
    expect(ask(trader, registration(log))).toBe('done');
    expect(ask(actOf('passer-by', '2026-01-05'), registration(log))).toBe('unknown-act of');
    const [organisation] = [...log.amendable.statements].find(([, { lots }]) => lots.length === 0) as [
      string,
      Statement,
    ];
    expect(ask(coop, organisation)).toBe('unknown-act of');
  });
});

const asked = (log: LittleLog, other = 'trader') => ({
  of: registration(log),
  reason: 'registered-twice',
  with: other,
});

describe('a registration declared void', () => {
  test('leaves nothing of the lot, for good', () => {
    const log = delivery();
    log.append(...voidRegistration(log.amendable, coop, asked(log)));
    expect(lotOf(log)).toMatchObject({ grossMg: 0, initialMg: 0, claims: [], voided: { with: 'trader' } });
    sound(log);
    const parts = [{ lot: idOf(1, 1), code: 'P-1', grossMg: 1 }];
    for (const deed of [
      () => log.decide(split, coop, { lot: LOT, outputs: parts }),
      () => log.decide(dispatch, coop, { lot: LOT, to: 'trader', sentMg: 1 }),
      () => log.decide(transferTitle, coop, { lot: LOT, to: 'trader', basis: 'sale' }),
      () => log.decide(assay, coop, { lot: LOT, laboratory: 'lab', reading: touchstone(1), sampleMg: 0 }),
      () => log.append(...release(log.facts, coop, LOT)),
    ]) {
      expect(codeOf(deed)).toBe('lot-void lot');
    }
    expect(codeOf(() => corrected(log, { grossMg: 24_000 }))).toBe('lot-void of');
    expect(codeOf(() => voidRegistration(log.amendable, coop, asked(log)))).toBe('lot-void of');
  });

  test('needs another organisation that is there, and a registration', () => {
    const log = delivery();
    expect(codeOf(() => voidRegistration(log.amendable, coop, asked(log, 'coop')))).toBe('malformed with');
    expect(codeOf(() => voidRegistration(log.amendable, coop, asked(log, 'ghost')))).toBe('unknown-organisation with');
    log.append(...dispute(log.amendable, coop, { of: registration(log), reason: 'mass' }));
    const of = log.sidOf('statement.disputed', LOT);
    expect(codeOf(() => voidRegistration(log.amendable, coop, { ...asked(log), of }))).toBe('not-correctable of');
  });
});
