/** What a board of deadlines asks of the database: as much for one shipment as for many. */
import { jest } from '@jest/globals';
import { DataSource, type Logger } from 'typeorm';
import { CAPTURED_KINDS, type CapturedKindId } from '../../src/core/custody/papers/kinds.js';
import { Readiness } from '../../src/documents/corridors/readiness/readiness.js';
import { Sight } from '../../src/http/sight.js';
import { COOP, EXPORTER, must, REFINER, SITE } from '../lots/market.js';
import { leave, openShipped, pack, SHIPMENT, type Shipped } from './shipped.js';

const CLERK = { org: EXPORTER, role: 'registrar', name: 'clerk' } as const;

let market: Shipped;
/** Counts what is asked through it, and through nothing else. */
let watched: DataSource;
let readiness: Readiness;
let asked = 0;
beforeAll(async () => {
  market = await openShipped();
  const { database, ledger } = market.desk;
  watched = await new DataSource({ ...database.dataSource.options, logging: ['query'], logger: counting }).initialize();
  readiness = new Readiness(watched, ledger, new Sight());
}, 120_000);
afterAll(async () => {
  await watched.destroy();
  await market.close();
});

const nothing = (): void => undefined;
const counting: Logger = {
  logQuery: () => void (asked += 1),
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};

async function askedFor(look: () => Promise<unknown>): Promise<number> {
  asked = 0;
  await look();
  return asked;
}

/** Whatever day it is where this runs: the papers of what left in March are waited for. */
let day = '2026-11-22';
async function atNoon<Seen>(look: () => Promise<Seen>): Promise<Seen> {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse(`${day}T12:00:00Z`));
  try {
    return await look();
  } finally {
    clock.mockRestore();
  }
}

const deadlines = (query = {}) => atNoon(() => readiness.deadlines(CLERK, query, 'en'));
const named = async () => new Set((await deadlines()).items.map(({ shipment }) => shipment));
const one = () => atNoon(() => readiness.of(CLERK, SHIPMENT, 'en'));
const warned = async () => (await one()).warnings.filter(({ code }) => code === 'importer-volume');

async function record(shipment: string, kind: CapturedKindId, number = `${kind}-${shipment}`): Promise<void> {
  const fields = Object.fromEntries(CAPTURED_KINDS[kind].fields.map(({ name, example }) => [name, example]));
  const head = { number, issuer: 'Agencia', issuedOn: '2026-03-10', fineNg: '110695900000' };
  await market.did(EXPORTER, `/shipments/${shipment}/captured`, { kind, ...head, fields, on: '2026-03-16' });
}

async function withPapers(shipment: string): Promise<void> {
  for (const kind of ['insurance', 'assay-certificate', 'certificate-of-origin'] as const) await record(shipment, kind);
  const body = { kinds: ['instruction-letter', 'safety-statement'] };
  await must(market.desk.post(`/api/shipments/${shipment}/documents`, { key: market.keys[EXPORTER], body }));
}

test('of one shipment and of three, in the box or on the way, the same number of questions', async () => {
  await withPapers(SHIPMENT);
  // Its last digit is wrong.
  await record(SHIPMENT, 'air-waybill', '045-12345670');
  const before = { deadlines: await askedFor(deadlines), one: await askedFor(one) };
  expect(await named()).toEqual(new Set([SHIPMENT]));
  for (const n of [2, 3]) {
    await pack(market, `EXP-${n}`, `B-${n}`);
    await withPapers(`EXP-${n}`);
  }
  await leave(market, 'EXP-3');
  expect({ deadlines: await askedFor(deadlines), one: await askedFor(one) }).toEqual(before);
  expect((await deadlines({ limit: 200 })).items.length).toBeGreaterThan(20);
  expect(before.deadlines).toBeLessThan(12);
});

test('a paper that has something to be pointed out is there, on the board as on its own page', async () => {
  const { items } = await deadlines({ limit: 200 });
  const page = await one();
  // The day it was to leave is long past: what is only advised is waited for no more.
  const lacking = page.items.filter(({ level, state, what }) => {
    return level === 'required' && !['have', 'warning'].includes(state) && !what.includes('itself');
  });
  expect(page.items.some(({ state }) => state === 'warning')).toBe(true);
  expect(
    items
      .filter(({ shipment }) => shipment === SHIPMENT)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(lacking.map(({ kind }) => kind).toSorted());
});

test('what went to an importer of the Union in a year is added up over its shipments', async () => {
  // A mine of another size, whose bar no cooperative of panners fills.
  const mine = { ...SITE, site: 'MINA', capacityMgPerMonth: 200_000_000 };
  await must(market.desk.post('/api/sites', { key: market.keys[COOP], body: mine }));
  await pack(market, 'HEAVY', 'B-9', {}, { grossMg: 50_100_000, site: 'MINA' });
  expect(await warned()).toEqual([]);
  await market.desk.database.ownerQuery(`UPDATE organisation SET country = 'DE' WHERE org = $1`, [REFINER]);
  // The heavy one, and three of 118.9 g: the one that has left counts however long nobody waits for its papers any more.
  for (day of ['2026-11-22', '2031-11-22']) {
    const [warning] = await warned();
    expect(warning?.sentence).toContain('100555.600 g');
  }
});
