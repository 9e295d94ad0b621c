/** The stock book of any season: every month closes, opens as the one before closed, and adds up to the lots. */
import * as fc from 'fast-check';
import { addDays } from '../../../../src/core/day.js';
import { draft } from '../../../../src/core/custody/act.js';
import { evolve } from '../../../../src/core/custody/evolve.js';
import { dispatch } from '../../../../src/core/custody/handover/dispatch.js';
import { receive } from '../../../../src/core/custody/handover/receipt.js';
import type { Lot, Lots } from '../../../../src/core/custody/lot.js';
import { assay } from '../../../../src/core/custody/assays/assay.js';
import {
  amountOf,
  IN,
  movementsOf,
  shelfOf,
  type Movement,
  type MovementKind,
} from '../../../../src/core/custody/volumes/movements.js';
import type { Statement } from '../../../../src/core/log/statement.js';
import { LittleLog } from '../../../support/little-log.js';
import { actOf } from '../../../support/one-delivery.js';
import { delivered, played, season } from '../../../support/random-season.js';

interface Booked {
  readonly lots: Lots;
  readonly movements: readonly Movement[];
}

function book(log: LittleLog): Booked {
  const lots: Lots = new Map();
  const movements = log.events.flatMap(({ statement }) => {
    const before = new Map(lots);
    evolve(lots, statement);
    return movementsOf(
      statement,
      (id) => before.get(id),
      (id) => lots.get(id),
    );
  });
  return { lots, movements };
}

const incoming = (kind: MovementKind): boolean => (IN as readonly string[]).includes(kind);

/** Milligrams and nanograms by row of the book. */
function sums(movements: readonly Movement[]): Map<string, [mg: bigint, ng: bigint]> {
  const rows = new Map<string, [bigint, bigint]>();
  for (const { custodian, form, claim, kind, mg, ng } of movements) {
    const [oldMg, oldNg] = rows.get(`${custodian} ${form} ${claim}`) ?? [0n, 0n];
    const sign = incoming(kind) ? 1n : -1n;
    rows.set(`${custodian} ${form} ${claim}`, [oldMg + sign * BigInt(mg), oldNg + sign * ng]);
  }
  return rows;
}

function stocks(lots: Iterable<Lot>): Map<string, [bigint, bigint]> {
  const rows = new Map<string, [bigint, bigint]>();
  for (const lot of lots) {
    const { custodian, form, claim } = shelfOf(lot);
    const [mg, ng] = rows.get(`${custodian} ${form} ${claim}`) ?? [0n, 0n];
    const amount = amountOf(lot);
    rows.set(`${custodian} ${form} ${claim}`, [mg + BigInt(amount.mg), ng + amount.ng]);
  }
  return rows;
}

const some = (rows: Map<string, [bigint, bigint]>) =>
  [...rows].filter(([, [mg, ng]]) => mg !== 0n || ng !== 0n).sort(([a], [b]) => (a < b ? -1 : 1));

test('any season: what the book says is there is what the lots say, row by row, to the nanogram', () => {
  fc.assert(
    fc.property(season, (told) => {
      const { lots, movements } = book(played(told as never).log);
      expect(movements.every(({ mg, ng }) => mg >= 0 && ng >= 0n)).toBe(true);
      expect(some(sums(movements))).toEqual(some(stocks(lots.values())));
    }),
    { numRuns: 200 },
  );
});

/** The season's statements, each on its day: `gaps` days after the one before. */
function dated(log: LittleLog, gaps: readonly number[]): Statement[] {
  let day = '2026-01-05';
  return log.events.map(({ statement }, i) => {
    day = addDays(day, gaps[i % gaps.length] ?? 0);
    const on = { date: day, tz: 'America/Bogota' };
    return { ...statement, data: 'on' in statement.data ? { ...statement.data, on } : statement.data };
  });
}

test('any season over any months: each closes at what the lots were then, and the next opens with it', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(season, gaps, (told, days) => {
      const lots: Lots = new Map();
      const movements: Movement[] = [];
      const closing = new Map<string, [string, [bigint, bigint]][]>();
      for (const statement of dated(played(told as never).log, days)) {
        const before = new Map(lots);
        evolve(lots, statement);
        movements.push(
          ...movementsOf(
            statement,
            (id) => before.get(id),
            (id) => lots.get(id),
          ),
        );
        const { date } = (statement.data['on'] ?? { date: '2026-01-05' }) as { readonly date: string };
        closing.set(date.slice(0, 7), some(stocks(lots.values())));
      }
      for (const [month, stock] of closing) {
        const upTo = sums(movements.filter((one) => one.month <= month));
        expect(some(upTo)).toEqual(stock);
        expect([...upTo.values()].every(([mg, ng]) => mg >= 0n && ng >= 0n)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test('any season: what a furnace lost is booked as lost, and nothing is lost that no statement lost', () => {
  fc.assert(
    fc.property(season, (told) => {
      const { log } = played(told as never);
      const { movements } = book(log);
      const booked = movements.filter(({ kind }) => kind === 'processing').reduce((mg, one) => mg + one.mg, 0);
      const stated = log.events.reduce((mg, { statement }) => mg + lostIn(statement), 0);
      expect(booked).toBe(stated);
    }),
    { numRuns: 100 },
  );
});

function lostIn({ data }: Statement): number {
  const losses = (data['losses'] ?? []) as unknown as readonly { readonly grossMg: number }[];
  return losses.reduce((mg, { grossMg }) => mg + grossMg, 0);
}

const told = ({ movements }: Booked): string[] =>
  movements.map(({ month, custodian, kind, mg, ng }) => `${month} ${custodian} ${kind} ${mg} mg ${ng} ng`);

describe('one bar that travels', () => {
  const jan = actOf('coop', '2026-01-05');
  const feb = actOf('coop', '2026-02-27');
  const mar = actOf('trader', '2026-03-02');

  function journey(receivedMg: number): { log: LittleLog; lot: string } {
    const log = new LittleLog();
    const trader = { organisation: 'trader', name: 'Trader', role: 'trader', country: 'CO' };
    log.append(draft(jan, 'organisation.registered', [], trader));
    const lot = delivered(log, 1, 10_000, 900_000);
    log.decide(dispatch, feb, { lot, to: 'trader', sentMg: 10_000 });
    log.decide(receive, mar, { lot, receivedMg, sealIntact: true, divisionMg: 10, oneSided: false });
    return { log, lot };
  }

  test('leaves its sender in the month it is received, whole, and what the scales differ is the receiver’s', () => {
    expect(told(book(journey(9_990).log))).toEqual([
      '2026-01 coop produced 10000 mg 9000000000 ng',
      '2026-03 coop delivered 10000 mg 9000000000 ng',
      '2026-03 trader received 10000 mg 9000000000 ng',
      '2026-03 trader missing 10 mg 9000000 ng',
    ]);
  });

  test('a scale that reads more finds gold', () => {
    expect(told(book(journey(10_005).log)).at(-1)).toBe('2026-03 trader found 5 mg 4500000 ng');
  });

  test('a better assay revalues what is left, and its sample is lost at the new fineness', () => {
    const { log, lot } = journey(10_000);
    const reading = { ppm: 920_000, method: 'fire-assay' as const };
    log.decide(
      assay,
      { ...mar, on: { ...mar.on, date: '2026-04-01' } },
      { lot, laboratory: 'lab', reading, sampleMg: 30 },
    );
    expect(told(book(log)).slice(-2)).toEqual([
      '2026-04 trader sample 30 mg 27600000 ng',
      '2026-04 trader revalued-up 0 mg 200000000 ng',
    ]);
  });

  test('what is assayed for a day before it arrived is booked in the month of its arrival', () => {
    const { log, lot } = journey(10_000);
    const reading = { ppm: 880_000, method: 'fire-assay' as const };
    log.decide(
      assay,
      { ...mar, on: { ...mar.on, date: '2026-01-20' } },
      { lot, laboratory: 'lab', reading, sampleMg: 0 },
    );
    expect(told(book(log)).at(-1)).toBe('2026-03 trader revalued-down 0 mg 200000000 ng');
  });
});
