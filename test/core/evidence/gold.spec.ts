/** A log whose operator lies about gold: every proof and signature holds, and the bundle is refused all the same. */
import { draft } from '../../../src/core/custody/act.js';
import { assay } from '../../../src/core/custody/assays/assay.js';
import type { CustodyReceived, TitleTransferred } from '../../../src/core/custody/handover/statements.js';
import type { LotRegistered, LotsTransformed } from '../../../src/core/custody/statements.js';
import type { Draft } from '../../../src/core/log/statement.js';
import { verify } from '../../../src/verifier/door.js';
import { version1 } from '../../support/edited.js';
import { idOf, LittleLog } from '../../support/little-log.js';
import { actOf, AT, DELIVERY, fact, oneDelivery, RING } from '../../support/one-delivery.js';

/** The story of one delivery with the drafts at one place replaced. */
function told(at: number, change: (drafted: Draft) => Draft | Draft[]): LittleLog {
  const honest = oneDelivery();
  const log = new LittleLog();
  for (const [i, { statement }] of honest.events.entries()) {
    const { type, org, at: when, lots, data } = statement;
    const drafted: Draft = { type, org, at: when, lots, data, attested: 'platform' };
    log.append(...[i === at ? change(drafted) : drafted].flat());
  }
  return log;
}

function changed<Data>(at: number, change: (data: Data) => object): LittleLog {
  return told(at, (one) => ({ ...one, data: change(one.data as unknown as Data) as Draft['data'] }));
}

function faults(log: LittleLog, lot = RING): string[] {
  const { exit, lines, summary } = verify(log.bundle(lot), log.policy);
  expect(exit).not.toBe(0);
  for (const { detail } of lines) expect(detail).not.toMatch(/\{\w+\}/);
  if (exit === 1) expect(summary).toBeUndefined();
  return [...new Set(lines.filter(({ ok }) => !ok).map(({ what }) => what))];
}

function heldBack({ data, ...one }: Draft): Draft {
  const reasons = [{ rule: 'P4', code: 'unknown-member', at: 'member' }];
  return { ...one, type: 'lot.held', data: { on: data['on'] ?? null, lot: DELIVERY, reasons } };
}

describe('gross mass', () => {
  test('the same milligrams melted twice', () => {
    const again = idOf(0xba, 2);
    const act = actOf('coop', '2026-01-06');
    const log = oneDelivery();
    const first = log.events[AT.melt]?.statement.data as unknown as LotsTransformed;
    const outputs = first.outputs.map((output) => ({ ...output, lot: again, code: 'B-2' }));
    log.append(draft(act, 'lots.transformed', [DELIVERY, again], { ...first, outputs }));
    expect(faults(log, again)).toEqual(['gold-overspent', 'shares-differ']);
  });

  test('a bar that weighs more than what was melted', () => {
    const log = changed<LotsTransformed>(AT.melt, (data) => {
      const [bar] = data.outputs as [LotsTransformed['outputs'][0]];
      const grossMg = 10_500;
      return { ...data, losses: [], outputs: [{ ...bar, grossMg, fineNg: `${grossMg * (bar.fineness?.ppm ?? 0)}` }] };
    });
    expect(faults(log)).toEqual(expect.arrayContaining(['gold-gross', 'gold-fine']));
  });

  test('gold taken from a lot the statement does not list', () => {
    const log = told(AT.ring, (one) => {
      const data = one.data as unknown as LotsTransformed;
      const inputs = [...data.inputs, { lot: DELIVERY, grossMg: 1, fineNg: '911000' }];
      return { ...one, data: { ...data, inputs } as unknown as Draft['data'] };
    });
    expect(faults(log)).toEqual(expect.arrayContaining(['data-malformed']));
  });

  test('a weighing difference other than the scales gave', () => {
    const log = changed<CustodyReceived>(AT.receipt, (data) => ({ ...data, differenceMg: data.differenceMg + 500 }));
    expect(faults(log)).toContain('gold-difference');
  });

  test('a bar made twice, the second time heavier', () => {
    const log = told(AT.delivery, (one) => [one, one]);
    expect(faults(log)).toContain('gold-born-twice');
  });

  test('a ring of gold nobody ever registered', () => {
    expect(faults(told(AT.delivery, () => []))).toContain('gold-unborn');
  });
});

describe('fine gold', () => {
  test('a finer ring than its gold, its books otherwise closed', () => {
    const log = changed<LotsTransformed>(AT.ring, (data) => {
      const [ring] = data.outputs as [LotsTransformed['outputs'][0]];
      return { ...data, outputs: [{ ...ring, fineNg: `${Number(ring.fineNg) + 1}` }] };
    });
    expect(faults(log)).toEqual(expect.arrayContaining(['gold-fine', 'gold-output']));
  });

  test('a re-basing invented to hide a gain beyond all doubt', () => {
    const log = changed<LotsTransformed>(AT.ring, (data) => {
      const [input] = data.inputs as [LotsTransformed['inputs'][0]];
      const [ring] = data.outputs as [LotsTransformed['outputs'][0]];
      const ppm = 990_000;
      const inMg = input.grossMg + 900;
      return {
        ...data,
        rebasings: [{ ...data.rebasings[0], lot: null, fromNg: input.fineNg, toNg: `${inMg * ppm}`, within: true }],
        outputs: [{ ...ring, fineness: { ...ring.fineness, ppm }, fineNg: `${ring.grossMg * ppm}` }],
        losses: [{ cause: 'melt-loss', grossMg: inMg - ring.grossMg, fineNg: `${(inMg - ring.grossMg) * ppm}` }],
      };
    });
    expect(faults(log)).toContain('gold-re-basing');
  });

  test.each([
    ['a pinch of gold called rounding', { cause: 'rounding', grossMg: 0, fineNg: '2000000' }],
    ['gold lost with the moisture', { cause: 'humedad', grossMg: 116, fineNg: '2000000' }],
    ['gold retained by nobody', { cause: 'retention', grossMg: 116, fineNg: '2000000' }],
    ['gold lost from a lot that is not there', { cause: 'melt-loss', grossMg: 0, fineNg: '2000000', lot: RING }],
  ])('%s is a residual, even where the sum is right', (_, invented) => {
    const log = changed<LotsTransformed>(AT.melt, (data) => {
      const [bar] = data.outputs as [LotsTransformed['outputs'][0]];
      const ppm = (bar.fineness?.ppm ?? 0) - 200;
      const others = data.losses.filter(({ grossMg }) => invented.grossMg === 0 || grossMg === 0);
      const inNg = 10_417 * 911_000;
      const rest = inNg - bar.grossMg * ppm - 2_000_000;
      const losses = [...others.filter(({ cause }) => cause !== 'rounding'), invented];
      if (invented.cause !== 'rounding') losses.push({ cause: 'rounding', grossMg: 0, fineNg: `${rest}` });
      return {
        ...data,
        losses,
        outputs: [{ ...bar, fineness: { ...bar.fineness, ppm }, fineNg: `${bar.grossMg * ppm}` }],
      };
    });
    expect(faults(log)).toContain('gold-residual');
  });

  test('an estimate said to govern over a fire assay', () => {
    const log = oneDelivery();
    const reading = { ppm: 740_000, method: 'fire-assay' as const };
    log.decide(assay, actOf('joya', '2026-01-09'), { lot: RING, laboratory: 'lab', reading, sampleMg: 10 });
    const worse = { ppm: 999_000, method: 'estimate' as const, uncertaintyPpm: 50_000 };
    const mass = 4_840n;
    const rebasing = { lot: RING, fromNg: `${mass * 740_000n}`, toNg: `${mass * 999_000n}`, within: false };
    log.append(
      draft(actOf('joya', '2026-01-10'), 'lot.assayed', [RING], {
        on: { date: '2026-01-10', tz: 'America/Bogota' },
        lot: RING,
        laboratory: 'friend',
        fineness: worse,
        sampleMg: 0,
        governs: true,
        rebasing: { ...rebasing, uncertaintyNg: '0' },
      }),
    );
    expect(faults(log)).toEqual(['assay-rule']);
  });
});

describe('claims', () => {
  test('a certificate left out of the bundle is missing, not forgotten', () => {
    const log = oneDelivery();
    for (const without of [[AT.production], [AT.licence]]) {
      const { exit, lines } = verify(version1(log.bundle(RING, { without })), log.policy);
      expect(exit).toBe(3);
      expect(lines.filter(({ ok }) => !ok).map(({ what }) => what)).toContain('credential-absent');
    }
  });

  test('gold delivered while the certificate was suspended, said to be valid', () => {
    const suspended = { holder: 'coop', scheme: 'fairmined', number: 'FM-1', from: '2026-01-04' };
    const log = told(AT.production, (one) => [one, fact('fm', '2026-01-04', 'credential.suspended', suspended)]);
    expect(faults(log)).toEqual(['standing-differs']);
  });

  test("a claim on somebody else's certificate", () => {
    const log = changed<LotRegistered>(AT.delivery, (data) => ({
      ...data,
      claims: [{ scheme: 'fairmined', party: 'joya', credential: 'FML-1', standing: 'valid' }],
    }));
    expect(faults(log)).toEqual(expect.arrayContaining(['judged-stranger', 'other-family']));
  });

  test('a claim on no certificate at all', () => {
    const log = changed<LotRegistered>(AT.delivery, (data) => ({
      ...data,
      claims: [{ scheme: 'fairmined', party: 'coop', credential: null, standing: 'valid' }],
    }));
    expect(faults(log)).toEqual(['judged-without-paper']);
  });

  test('a buyer judged by a licence to buy something else', () => {
    const log = changed<TitleTransferred>(AT.sale, (data) => ({
      ...data,
      claims: data.claims.map((one) => ({ ...one, scheme: 'fairtrade' })),
    }));
    expect(faults(log)).toContain('other-family');
  });

  test('the same party judged twice for one scheme', () => {
    const log = changed<TitleTransferred>(AT.sale, (data) => ({ ...data, claims: [...data.claims, ...data.claims] }));
    expect(faults(log)).toContain('data-malformed');
  });
});

describe('custody', () => {
  test('gold melted by one who does not hold it', () => {
    expect(faults(told(AT.melt, (one) => ({ ...one, org: 'joya' })))).toContain('not-custodian');
  });

  test('gold sold by one who does not own it', () => {
    const log = told(AT.sale, (one) => ({ ...one, org: 'joya', data: { ...one.data, from: 'joya' } }));
    expect(faults(log)).toContain('not-owner');
  });

  test('custody that moved without being sent, or to another than it was sent to', () => {
    expect(faults(told(AT.dispatch, () => []))).toContain('not-travelling');
    expect(faults(told(AT.receipt, (one) => ({ ...one, org: 'coop', data: { ...one.data, to: 'coop' } })))).toContain(
      'not-travelling',
    );
  });

  test('held gold melted all the same', () => {
    expect(faults(told(AT.delivery, (one) => [one, heldBack(one)]))).toContain('while-held');
  });

  test('a melt before the gold was there', () => {
    const log = changed<LotsTransformed>(AT.melt, (data) => ({ ...data, on: { ...data.on, date: '2026-01-04' } }));
    expect(faults(log)).toContain('too-early');
  });

  test('gold registered straight into the hands of somebody else', () => {
    const log = changed<LotRegistered>(AT.delivery, (data) => ({ ...data, owner: 'joya' }));
    expect(faults(log)).toContain('not-in-own-name');
  });
});

test('two faults at once are both listed', () => {
  const log = changed<LotRegistered>(AT.delivery, (data) => ({ ...data, owner: 'joya', grossMg: 1 }));
  expect(faults(log)).toEqual(expect.arrayContaining(['not-in-own-name', 'gold-overspent']));
});

test('data of another shape than the type promises are refused, whatever they are', () => {
  const hostile = [null, [], 'x', { lot: DELIVERY }, { on: { date: '2026-02-31', tz: 'x' } }];
  for (const value of hostile) {
    for (const at of [AT.delivery, AT.melt, AT.dispatch, AT.receipt, AT.sale, AT.ring]) {
      const data = { on: value, claims: value, inputs: value, outputs: value, fineness: value } as Draft['data'];
      expect(faults(told(at, (one) => ({ ...one, data: { ...one.data, ...data } })))).toContain('data-malformed');
    }
  }
});
