/** The auditor counts again, without the ledger's own fold, and finds what was bent. */
import fc from 'fast-check';
import { auditBalance, Balance } from '../../../src/core/custody/balance.js';
import { refine, work } from '../../../src/core/custody/bench.js';
import { assay } from '../../../src/core/custody/intake.js';
import { melt, split } from '../../../src/core/custody/melt.js';
import { draft } from '../../../src/core/custody/act.js';
import type { LotRegistered, LotsTransformed } from '../../../src/core/custody/statements.js';
import { fineNgOf, unitsOf } from '../../../src/core/custody/lot.js';
import type { Statement } from '../../../src/core/log/statement.js';
import { allot, rest } from '../../../src/core/provenance/shares.js';
import { Rejection } from '../../../src/core/rejection.js';
import { idOf, LittleLog } from '../../support/little-log.js';
import { actOf, AT, BAR, DELIVERY, oneDelivery, RING } from '../../support/one-delivery.js';

const coop = actOf('coop', '2026-01-05');

function statements(log: LittleLog): Statement[] {
  return log.events.map(({ statement }) => statement);
}

/** The story with the data of one statement changed. */
function bent<Data>(at: number, change: (data: Data) => object): Statement[] {
  return statements(oneDelivery()).map((one, i) =>
    i === at ? { ...one, data: change(one.data as unknown as Data) as Statement['data'] } : one,
  );
}

const kinds = (bad: Iterable<Statement>): string[] => auditBalance(bad).map(({ what }) => what);

describe('an auditor', () => {
  test('says which statement is wrong, of which lot, and by how much', () => {
    const bad = bent<LotRegistered>(AT.delivery, (data) => ({ ...data, grossMg: 10_000 }));
    expect(auditBalance(bad)).toEqual([
      { statement: bad[AT.melt]?.id, lot: DELIVERY, what: 'overspent', detail: '10417 mg taken, 10000 mg left' },
    ]);
  });

  test('compares the tables with the statements, to the milligram', () => {
    const left = new Map([
      [DELIVERY, 0],
      [BAR, 6_301],
    ]);
    expect(auditBalance(statements(oneDelivery()), (lot) => left.get(lot))).toEqual([
      { statement: '', lot: BAR, what: 'rest', detail: 'statements leave 6300 mg, the table holds 6301 mg' },
      { statement: '', lot: RING, what: 'rest', detail: 'statements leave 4850 mg, the table holds undefined mg' },
    ]);
  });

  test('finds one nanogram, one milligram', () => {
    const finer = bent<LotsTransformed>(AT.melt, (data) => ({
      ...data,
      losses: data.losses.map((loss) => ({
        ...loss,
        fineNg: `${BigInt(loss.fineNg) + (loss.grossMg === 0 ? 1n : 0n)}`,
      })),
    }));
    expect(kinds(finer)).toEqual(['fine']);
    const heavier = bent<LotsTransformed>(AT.ring, (data) => ({
      ...data,
      additions: [{ material: 'alloy', grossMg: 901 }],
    }));
    expect(kinds(heavier)).toContain('gross');
  });

  test('does not read what cannot be read', () => {
    expect(kinds(bent(AT.delivery, () => ({ lot: DELIVERY })))).toEqual(['unreadable', 'take', 'unborn']);
  });

  test('finds nothing wrong with an honest log', () => {
    expect(auditBalance(statements(oneDelivery()))).toEqual([]);
  });
});

/** A delivery of some mass, assayed or not, straight into the log. */
function delivered(log: LittleLog, n: number, grossMg: number, ppm: number | undefined): string {
  const lot = idOf(0xde, n);
  const data: LotRegistered = {
    on: coop.on,
    lot,
    code: `E-${n}`,
    origin: 'production',
    form: 'alluvial',
    site: 'R-1',
    grossMg,
    ...(ppm !== undefined && { fineness: { ppm, method: 'touchstone', uncertaintyPpm: 15_000 } }),
    custodian: 'coop',
    owner: 'coop',
    claims: [],
  };
  log.append(draft(coop, 'lot.registered', [lot], data));
  return lot;
}

/** What one step of a random season does to one lot; numbers are choices, in per mille. */
interface Step {
  readonly kind: 'melt' | 'split' | 'assay' | 'refine' | 'work';
  readonly pick: number;
  readonly some: number;
  readonly ppm: number;
}

const permille = fc.integer({ min: 1, max: 999 });
const season = fc.record({
  deliveries: fc.array(
    fc.record({
      grossMg: fc.integer({ min: 1, max: 90_000 }),
      ppm: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom('melt', 'split', 'assay', 'refine', 'work'),
      pick: permille,
      some: permille,
      ppm: fc.integer({ min: 1, max: 1_000_000 }),
    }),
    { maxLength: 10 },
  ),
});

class Season {
  readonly log = new LittleLog();
  readonly lots: string[] = [];
  private made = 0;

  step({ kind, pick, some, ppm }: Step): void {
    const id = this.lots[Math.floor((pick * this.lots.length) / 1000)] as string;
    const lot = this.log.facts.lots.get(id);
    if (lot === undefined || lot.grossMg === 0) return;
    const part = Math.max(1, Math.floor((lot.grossMg * some) / 1000));
    try {
      if (kind === 'split') {
        const halves = [part, lot.grossMg - part].filter((mg) => mg > 0);
        const outputs = halves.map((grossMg) => ({ ...this.next(), grossMg }));
        this.log.decide(split, coop, { lot: id, outputs });
        this.keep(outputs);
      } else if (kind === 'assay') {
        const reading = { ppm, method: 'fire-assay' as const };
        this.log.decide(assay, coop, { lot: id, laboratory: 'lab', reading, sampleMg: Math.min(part, 30) });
      } else this.transform(kind, id, part, ppm);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }

  private transform(kind: 'melt' | 'refine' | 'work', id: string, part: number, ppm: number): void {
    const grossMg = this.log.facts.lots.get(id)?.grossMg ?? 0;
    if (kind === 'melt') {
      const other = this.lots.find((one) => one !== id && (this.log.facts.lots.get(one)?.grossMg ?? 0) > 0);
      const inputs = [{ lot: id, grossMg: part }, ...(other === undefined ? [] : [{ lot: other, grossMg: 1 }])];
      const inMg = inputs.reduce((mg, input) => mg + input.grossMg, 0);
      const output = { ...this.next(), form: 'dore' as const, grossMg: Math.max(1, inMg - (ppm % 7)) };
      this.log.decide(melt, coop, { inputs, output, cause: 'moisture' });
      this.keep([output]);
    } else if (kind === 'refine') {
      const reading = { ppm, method: 'fire-assay' as const };
      const creditedMg = Number((BigInt(part) * BigInt(ppm)) / 1_000_000n);
      const grainMg = Number((BigInt(creditedMg) * 1_000_000n) / 999_900n);
      const grain = { ...this.next(), ppm: 999_900 };
      this.log.decide(refine, coop, {
        bars: [{ lot: id, meltMg: Math.min(part, grossMg), reading, creditedMg, grainMg }],
        grain,
      });
      this.keep([grain]);
    } else {
      const output = { ...this.next(), form: 'piece' as const, grossMg: part, ppm };
      this.log.decide(work, coop, {
        process: 'manufacture',
        input: { lot: id, grossMg: part },
        alloyMg: ppm % 11,
        output,
      });
      this.keep([output]);
    }
  }

  private next(): { lot: string; code: string } {
    this.made += 1;
    return { lot: idOf(0xba, this.made), code: `B-${this.made}` };
  }

  private keep(outputs: readonly { readonly lot: string }[]): void {
    for (const { lot } of outputs) if (this.log.facts.lots.has(lot)) this.lots.push(lot);
  }
}

function played({
  deliveries,
  steps,
}: {
  deliveries: { grossMg: number; ppm: number | undefined }[];
  steps: Step[];
}): Season {
  const played = new Season();
  for (const [i, { grossMg, ppm }] of deliveries.entries()) played.lots.push(delivered(played.log, i, grossMg, ppm));
  for (const step of steps) played.step(step);
  return played;
}

test('grain of less than a milligram is no grain, and grain still owed says so', () => {
  const log = new LittleLog();
  const bar = delivered(log, 1, 10_000, 900_000);
  const reading = { ppm: 900_000, method: 'fire-assay' as const };
  const grain = { lot: BAR, code: 'G-1', ppm: 999_900 };
  const outturn = { lot: bar, meltMg: 9_990, reading, creditedMg: 8_980 };
  expect(() => log.decide(refine, coop, { bars: [{ ...outturn, creditedMg: 0, grainMg: 0 }], grain })).toThrow(
    Rejection,
  );
  log.decide(refine, coop, { bars: [{ ...outturn, grainMg: 8_970 }], grain });
  const { losses } = log.events.at(-1)?.statement.data as unknown as LotsTransformed;
  expect(losses.map(({ cause, fineNg }) => [cause, fineNg])).toEqual([
    ['melt-loss', '9000000'],
    ['retention', '11000000'],
    ['undelivered', '10897000'],
  ]);
  expect(auditBalance(statements(log))).toEqual([]);
});

describe('whatever a season brings, decided by the rules', () => {
  test('the auditor finds no fault, and agrees with the ledger on every lot', () => {
    fc.assert(
      fc.property(season, (story) => {
        const { log } = played(story);
        expect(auditBalance(statements(log), (lot) => log.facts.lots.get(lot)?.grossMg)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('gross mass and fine gold are neither made nor lost without a line that says so', () => {
    fc.assert(
      fc.property(season, (story) => {
        const { log } = played(story);
        for (const lot of log.facts.lots.values()) {
          expect(lot.takenMg + lot.grossMg).toBe(lot.initialMg + lot.differenceMg);
          expect(lot.grossMg).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("every lot's shares of origin sum to its gold exactly, none below zero", () => {
    fc.assert(
      fc.property(season, (story) => {
        const { log } = played(story);
        for (const lot of log.facts.lots.values()) {
          const shares = [...rest(lot.composition).values()];
          expect(shares.every((share) => share >= 0n)).toBe(true);
          expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(unitsOf(lot.grossMg, lot.fineness));
          if (lot.fineness !== undefined) expect(fineNgOf(lot)).toBe(unitsOf(lot.grossMg, lot.fineness));
        }
      }),
      { numRuns: 200 },
    );
  });
});

test('the allotment is monotone: nobody gets less of more, and parts sum to the whole', () => {
  const weights = fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      weights,
      fc.bigInt({ min: 0n, max: 10n ** 13n }),
      fc.bigInt({ min: 0n, max: 10n ** 6n }),
      (of, y, more) => {
        const total = of.reduce((sum, weight) => sum + weight, 0n);
        const [low, high] = [y % (total + 1n), (y % (total + 1n)) + more].map((units) =>
          units > total ? total : units,
        ) as [bigint, bigint];
        const [before, after] = [allot(of, low), allot(of, high)];
        expect(before.reduce((sum, share) => sum + share, 0n)).toBe(low);
        expect(after.every((share, i) => share >= (before[i] ?? 0n))).toBe(true);
        expect(allot(of, total)).toEqual(of);
      },
    ),
    { numRuns: 500 },
  );
});

test('statement by statement or all at once is the same', () => {
  const balance = new Balance();
  for (const statement of statements(oneDelivery())) expect(balance.add(statement)).toEqual([]);
  expect([DELIVERY, BAR, RING, 'nobody'].map((lot) => balance.restMgOf(lot))).toEqual([0, 6_300, 4_850, undefined]);
});
