/** The auditor counts again, without the ledger's own fold, and finds what was bent. */
import * as fc from 'fast-check';
import { Balance } from '../../../src/core/custody/balance.js';
import { refine } from '../../../src/core/custody/transformations/bench.js';
import type { LotRegistered, LotsTransformed } from '../../../src/core/custody/statements.js';
import type { Statement } from '../../../src/core/log/statement.js';
import { Rejection } from '../../../src/core/rejection.js';
import { auditBalance } from '../../support/audit.js';
import { LittleLog } from '../../support/little-log.js';
import { actOf, AT, BAR, DELIVERY, oneDelivery, RING } from '../../support/one-delivery.js';
import { delivered, played, season } from '../../support/random-season.js';

const coop = actOf('coop', '2026-01-05');

function statements(log: LittleLog): Statement[] {
  return log.events.map(({ statement }) => statement);
}

/** The story with the data of one statement changed. */
function bent<Data>(at: number, change: (data: Data) => object): Statement[] {
  const story = statements(oneDelivery());
  const one = story[at] as Statement;
  story[at] = { ...one, data: change(one.data as unknown as Data) as Statement['data'] };
  return story;
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
  const [refined] = statements(log).slice(-1) as [Statement];
  const { losses } = refined.data as unknown as LotsTransformed;
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
});

test('statement by statement or all at once is the same', () => {
  const balance = new Balance();
  for (const statement of statements(oneDelivery())) expect(balance.add(statement)).toEqual([]);
  expect([DELIVERY, BAR, RING, 'nobody'].map((lot) => balance.restMgOf(lot))).toEqual([0, 6_300, 4_850, undefined]);
});
