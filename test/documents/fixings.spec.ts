/** Prices and rates are entered by one person and confirmed by another, each organisation's own, and never changed. */
import { createHash, randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { DocumentsModule } from '../../src/documents/documents.module.js';
import { fixingOf, rateOf } from '../../src/documents/money/quotations/governing.js';
import { LotsModule } from '../../src/lots/lots.module.js';
import type { EntityManager } from 'typeorm';
import { COOP, EXPORTER, openMarket, REFINER, type Market } from '../lots/market.js';
import { aPerson } from '../lots/person.js';
import type { Answer } from '../parties/desk.js';

let market: Market;
let [ana, luis, stranger, machine] = ['', '', '', ''];

beforeAll(async () => {
  market = await openMarket({ modules: [LotsModule, DocumentsModule] });
  ana = (await aPerson(market, EXPORTER)).key;
  luis = (await aPerson(market, EXPORTER)).key;
  stranger = (await aPerson(market, REFINER)).key;
  machine = market.keys[EXPORTER];
});
afterAll(() => market.desk.close());

const tx = (): EntityManager => market.desk.database.dataSource.manager;

const fixing = {
  metal: 'gold',
  session: 'PM',
  date: '2026-02-13',
  priceUsdPerOunce: '4428.79',
  source: 'LBMA Gold Price, IBA',
  licenceHolder: 'Exportadora Pacífico Sur SAS',
};
const rate = { pair: 'USD/COP', date: '2026-02-13', rate: '4102.35000001', source: 'TRM, Banco de la República' };

const enter = (key: string, path: string, body: object, once?: string): Promise<Answer> =>
  market.desk.post(`/api/${path}`, { key, body, ...(once !== undefined && { once }) });
const confirm = (key: string, path: string, id: unknown): Promise<Answer> =>
  market.desk.post(`/api/${path}/${String(id)}/confirm`, { key });

const governing = (org: string, metal: 'gold' | 'silver', day: string, session?: string) =>
  fixingOf(tx(), org, metal, day, session);

describe('what cannot be a price', () => {
  test.each<[string, object, string, string]>([
    ['nothing', { priceUsdPerOunce: '0.00' }, 'not-positive', 'priceUsdPerOunce'],
    ['nine decimals, which a table would round', { priceUsdPerOunce: '1.123456789' }, 'malformed', 'priceUsdPerOunce'],
    ['a comma', { priceUsdPerOunce: '4428,79' }, 'malformed', 'priceUsdPerOunce'],
    ['a number', { priceUsdPerOunce: 4428.79 }, 'malformed', 'priceUsdPerOunce'],
    ['a day that has begun nowhere', { date: '2099-01-01' }, 'in-the-future', 'date'],
    ['gold without its session', { session: undefined }, 'missing', 'session'],
    ['silver with one', { metal: 'silver' }, 'unknown-field', 'session'],
    ['nobody who may price by it', { licenceHolder: undefined }, 'missing', 'licenceHolder'],
    ['a file that nobody keeps', { evidence: '0'.repeat(64) }, 'file-not-held', 'evidence'],
  ])('%s', async (_, said, code, at) => {
    expect((await enter(ana, 'fixings', { ...fixing, ...said })).body).toMatchObject({ code, at });
  });

  test.each(['USD/USD', 'usd/cop', 'COPUSD', 'USD'])('a pair such as %s', async (pair) => {
    expect((await enter(ana, 'rates', { ...rate, pair })).body).toMatchObject({ code: 'malformed', at: 'pair' });
  });

  test('another one under the key of the first', async () => {
    const once = randomUUID();
    const first = await enter(ana, 'fixings', { ...fixing, date: '2026-01-05' }, once);
    expect(await enter(ana, 'fixings', { ...fixing, date: '2026-01-05' }, once)).toMatchObject({ body: first.body });
    const other = await enter(ana, 'fixings', { ...fixing, date: '2026-01-06' }, once);
    expect(other).toMatchObject({ status: 409, body: { code: 'key-reused' } });
  });
});

describe('a fixing', () => {
  test('counts for nothing until somebody else has confirmed it', async () => {
    const entered = await enter(ana, 'fixings', fixing);
    expect(entered).toMatchObject({ status: 201, body: { ...fixing, confirmed: false } });
    expect(await fixingOf(tx(), EXPORTER, 'gold', '2026-02-13', 'PM')).toBeUndefined();
    const { id } = entered.body;
    expect((await confirm(ana, 'fixings', id)).body).toMatchObject({ code: 'same-person' });
    expect((await confirm(machine, 'fixings', id)).body).toMatchObject({ code: 'needs-a-person' });
    expect((await confirm(stranger, 'fixings', id)).status).toBe(404);
    expect((await confirm(luis, 'rates', id)).status).toBe(404);
    const confirmed = await confirm(luis, 'fixings', id);
    expect(confirmed).toMatchObject({ status: 200, body: { confirmed: true } });
    expect((await confirm(luis, 'fixings', id)).body).toEqual(confirmed.body);
    const governs = await fixingOf(tx(), EXPORTER, 'gold', '2026-02-13', 'PM');
    expect(governs).toEqual({ value: '4428.79', source: fixing.source, day: '2026-02-13' });
  });

  test('of another organisation, session, metal or day is another', async () => {
    expect(await governing(REFINER, 'gold', '2026-02-13', 'PM')).toBeUndefined();
    expect(await governing(EXPORTER, 'gold', '2026-02-13', 'AM')).toBeUndefined();
    expect(await governing(EXPORTER, 'silver', '2026-02-13')).toBeUndefined();
    expect(await governing(EXPORTER, 'gold', '2026-02-14', 'PM')).toBeUndefined();
  });

  test('that was wrong is followed by a right one, which governs once it is confirmed, and both are still listed', async () => {
    const right = await enter(luis, 'fixings', { ...fixing, priceUsdPerOunce: '4428.97' });
    expect((await governing(EXPORTER, 'gold', '2026-02-13', 'PM'))?.value).toBe('4428.79');
    await confirm(ana, 'fixings', right.body['id']);
    expect((await governing(EXPORTER, 'gold', '2026-02-13', 'PM'))?.value).toBe('4428.97');
    const { body } = await market.desk.get('/api/fixings', { key: ana });
    const listed = (body['items'] as unknown as { date: string; priceUsdPerOunce: string }[]).filter(
      ({ date }) => date === fixing.date,
    );
    expect(listed.map(({ priceUsdPerOunce }) => priceUsdPerOunce).sort()).toEqual(['4428.79', '4428.97']);
  });

  test('may rest on a file that is kept', async () => {
    const bytes = '%PDF-1.7 the published price';
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await market.desk.app.inject({
      method: 'PUT',
      url: `/api/evidence/${sha256}`,
      headers: { authorization: `Bearer ${machine}`, 'content-type': 'application/pdf' },
      payload: Buffer.from(bytes),
    });
    expect(await enter(ana, 'fixings', { ...fixing, evidence: sha256 })).toMatchObject({ body: { evidence: sha256 } });
    expect((await enter(stranger, 'fixings', { ...fixing, evidence: sha256 })).body).toMatchObject({
      code: 'file-not-held',
    });
  });
});

describe('a rate', () => {
  test('keeps its eight decimals, and is never turned round', async () => {
    const { body } = await enter(ana, 'rates', rate);
    await confirm(luis, 'rates', body['id']);
    expect(await rateOf(tx(), EXPORTER, 'USD/COP', '2026-02-13')).toMatchObject({ value: '4102.35000001' });
    expect(await rateOf(tx(), EXPORTER, 'COP/USD', '2026-02-13')).toBeUndefined();
  });
});

test('nobody changes or takes out what was entered, or confirms what belongs to another', async () => {
  for (const sql of [
    `UPDATE quotation SET value = '1'`,
    'DELETE FROM quotation',
    'TRUNCATE quotation CASCADE',
    `UPDATE quotation_confirmation SET confirmed_by = 'x'`,
    'DELETE FROM quotation_confirmation',
  ]) {
    await expect(tx().query(sql)).rejects.toThrow(/permission denied/);
    await expect(market.desk.database.ownerQuery(sql)).rejects.toThrow(/history is only ever added to/);
  }
  const { body } = await enter(stranger, 'rates', rate);
  const foreign = `INSERT INTO quotation_confirmation (quotation, org, confirmed_by) VALUES ($1, $2, 'x')`;
  await expect(tx().query(foreign, [body['id'], EXPORTER])).rejects.toThrow(/foreign key/);
});

async function everyRate(key: string, limit: number): Promise<readonly { id: string; date: string }[]> {
  const seen: { id: string; date: string }[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const after: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
    const { body } = await market.desk.get(`/api/rates?limit=${limit}${after}`, { key });
    seen.push(...(body['items'] as unknown as typeof seen));
    next = body['next'];
  }
  return seen;
}

test('pages go on where the one before ended, none skipped and none twice, whatever days there are', async () => {
  const days = fc.array(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(days, fc.integer({ min: 1, max: 3 }), async (dated, limit) => {
      const key = market.keys[COOP];
      const before = (await everyRate(key, 50)).length;
      for (const day of dated) {
        const body = { ...rate, date: `2026-01-${String(day).padStart(2, '0')}` };
        expect((await market.desk.post('/api/rates', { key, body })).status).toBe(201);
      }
      const seen = await everyRate(key, limit);
      expect(seen.length).toBe(before + dated.length);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
      expect(seen.map(({ date }) => date)).toEqual(
        seen
          .map(({ date }) => date)
          .sort()
          .reverse(),
      );
    }),
    { numRuns: 8 },
  );
});
