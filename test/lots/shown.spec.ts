/** The owner of a lot lets one other organisation see it until a day: that lot, what was said of it, and nothing else. */
import { History } from '../../src/ledger/history.js';
import { openDataSource } from '../../src/database/connect.js';
import { rebuild } from '../../src/ledger/rebuild.js';
import { accesses } from '../../src/parties/access/access.projection.js';
import { ProvenanceModule } from '../../src/provenance/provenance.module.js';
import { LotsModule } from '../../src/lots/lots.module.js';
import { blind, unfence } from '../http/tenants/attack.js';
import type { Town } from '../http/tenants/town.js';
import { COOP, EXPORTER, lotPath, must, openMarket, OTHER_COOP, REFINER, type Market } from './market.js';
import { Signatory, wallet } from './wallet.js';

let market: Market;
let manager: string;
beforeAll(async () => {
  market = await openMarket({ modules: [LotsModule, ProvenanceModule] });
  manager = (await market.desk.keys.create(COOP, 'manager', 'manager')).secret;
  for (const [code, grossMg] of [
    ['E-1', 10_000],
    ['E-2', 5_000],
    ['E-3', 4_000],
  ] as const) {
    await market.deliver(code, grossMg, { note: 'the miner said so' });
  }
  const output = { code: 'B-1', form: 'dore', grossMg: 14_980 };
  await market.did(COOP, '/melts', { inputs: [{ lot: 'E-1' }, { lot: 'E-2' }], output, cause: 'moisture' });
  await market.desk.ledger.checkpoint();
});
afterAll(() => market.desk.close());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const show = (code: string, body: object = {}, key = manager) =>
  market.desk.post(`/api${lotPath(code)}/access`, {
    key,
    body: { to: REFINER, until: inDays(30), reason: 'Offer of June', ...body },
  });
const end = (id: string, key = manager) =>
  market.desk.post(`/api/accesses/${id}/end`, { key, body: { reason: 'the offer is over' } });
const sidOf = ({ body }: { body: Record<string, never> }) =>
  (body['entries'] as unknown as { sid: string }[])[0]?.sid ?? '';
const idOf = async (code: string) => (await market.lot(COOP, code)).id;
const DOORS = ['', '/history', '/assays', '/provenance', '/head', '/bundle'];
const statuses = async (code: string, by: typeof REFINER | typeof EXPORTER = REFINER) =>
  Promise.all(DOORS.map(async (door) => (await market.get(by, `${lotPath(code)}${door}`)).status));
const CLOSED = [404, 404, 404, 404, 404, 404];
const OPENED = [200, 200, 200, 200, 200, 200];

describe('a lot that is shown', () => {
  test('is seen by whom it is shown to, by code and by id, with its history and provenance; nothing beside it is', async () => {
    expect(await statuses('B-1')).toEqual(CLOSED);
    const shown = await show('B-1');
    expect(shown).toMatchObject({ status: 201, body: { id: 'B-1' } });
    expect(await statuses('B-1')).toEqual(OPENED);
    const { body } = await market.get(REFINER, lotPath(await idOf('B-1')));
    expect(body).toMatchObject({ code: 'B-1', grossMg: 14_980, owner: COOP, registrar: COOP });
    expect(body).not.toHaveProperty('publicCode');
    // Its parts, its neighbours, the members and the private values stay whose they are.
    for (const code of ['E-1', 'E-2', 'E-3']) {
      expect(await statuses(code)).toEqual(CLOSED);
      expect(await statuses(await idOf(code))).toEqual(CLOSED);
    }
    const told = await Promise.all(
      DOORS.map(async (door) => (await market.get(REFINER, `${lotPath('B-1')}${door}`)).text),
    );
    expect(told.join(' ')).not.toMatch(/\bana\b|the miner said|DP-E-/);
    const sid = (await market.get(REFINER, `${lotPath('B-1')}/history`)).body['items']?.[0]?.['sid'];
    expect((await market.get(REFINER, `/statements/${String(sid)}/disclosures`)).body).not.toHaveProperty('items.0');
    expect((await market.get(REFINER, '/lots')).body['items']).toEqual([]);
    expect(await statuses('B-1', EXPORTER)).toEqual(CLOSED);
    expect((await end(sidOf(shown))).status).toBe(201);
    expect(await statuses('B-1')).toEqual(CLOSED);
  });

  test('is not one’s own: nothing is done with it, and its owner’s other records stay shut', async () => {
    const shown = await show('B-1');
    const acts: readonly (readonly [string, object])[] = [
      [`${lotPath('B-1')}/split`, { outputs: [{ code: 'B-1-X', grossMg: 10 }] }],
      [`${lotPath('B-1')}/dispatch`, { to: EXPORTER, sentMg: 10 }],
      [`${lotPath('B-1')}/title`, { to: REFINER, basis: 'sale' }],
      [`${lotPath('B-1')}/release`, {}],
    ];
    for (const [path, body] of acts)
      expect([path, (await market.post(REFINER, path, body)).status]).toEqual([path, 403]);
    const auditor = (await market.desk.keys.create(REFINER, 'auditor', 'auditor')).secret;
    const asAudit = { key: auditor, headers: { 'veta-on-behalf-of': COOP } };
    expect(await market.desk.get('/api/sites', asAudit)).toMatchObject({ status: 403 });
    await must(end(sidOf(shown)));
  });

  test('is seen no longer when its time is up, nor when it has another owner', async () => {
    const timed = await show('B-1', { until: inDays(1) });
    await market.desk.database.ownerQuery(`UPDATE access_grant SET until_at = now() WHERE sid = decode($1, 'hex')`, [
      sidOf(timed),
    ]);
    expect(await statuses('B-1')).toEqual(CLOSED);
    await show('E-3');
    expect(await statuses('E-3')).toEqual(OPENED);
    await market.did(COOP, `${lotPath('E-3')}/title`, { to: EXPORTER, basis: 'sale' });
    expect(await statuses('E-3')).toEqual(CLOSED);
  });

  test('stands in the lists of both sides, with its end, and in nobody else’s', async () => {
    const shown = await show('B-1', { to: OTHER_COOP, reason: 'Listed' });
    const lot = await idOf('B-1');
    const mine = await must(market.desk.get('/api/accesses?limit=200', { key: manager }));
    const row = { lot, audience: `organisation:${OTHER_COOP}`, organisation: COOP, reason: 'Listed', endedAt: null };
    expect(mine.body['items']).toContainEqual(expect.objectContaining(row));
    const theirs = await must(market.get(OTHER_COOP, '/accesses/received'));
    expect(theirs.body['items']).toEqual([expect.objectContaining(row)]);
    expect((await must(market.get(EXPORTER, '/accesses/received'))).body['items']).toEqual([]);
    await must(end(sidOf(shown)));
    const after = await must(market.get(OTHER_COOP, '/accesses/received'));
    expect(after.body['items']).toEqual([expect.objectContaining({ ...row, endedAt: expect.any(String) })]);
  });
});

describe('either fence alone', () => {
  test.each([
    ['the database’s', () => Promise.resolve(blind())],
    ['the code’s', () => unfence({ market } as Town)],
  ])('%s: shows that lot and no other, and after its end not that either', async (_, open) => {
    const shown = await show('B-1');
    const ids = await Promise.all(['E-1', 'E-2'].map(idOf));
    const restore = await open();
    const during = await statuses('B-1');
    const others = await Promise.all(ids.map(async (id) => statuses(id)));
    await restore();
    await must(end(sidOf(shown)));
    const again = await open();
    const after = await statuses('B-1');
    await again();
    expect(during).toEqual(OPENED);
    expect(others).toEqual([CLOSED, CLOSED]);
    expect(after).toEqual(CLOSED);
  });
});

describe('a lot is shown', () => {
  test.each([
    ['to oneself', { to: COOP }, 403],
    ['to nobody there is', { to: 'coop-of-nobody' }, 404],
    ['for longer than a year', { until: inDays(400) }, 422],
    ['into the past', { until: inDays(-1) }, 422],
  ])('never %s', async (_, body, status) => {
    expect((await show('B-1', body)).status).toBe(status);
  });

  test('by its owner’s manager alone: not by who holds it, nor by who registers', async () => {
    expect((await show('B-1', {}, market.keys[COOP])).status).toBe(403);
    const exporter = (await market.desk.keys.create(EXPORTER, 'manager', 'm')).secret;
    expect((await show('B-1', {}, exporter)).status).toBe(404);
    // Sold to the exporter above, and still held by the cooperative.
    expect(await show('E-3')).toMatchObject({ status: 403, body: { code: 'lot-not-yours' } });
    const shown = await show('E-3', {}, exporter);
    expect(shown.status).toBe(201);
    expect((await end(sidOf(shown))).status).toBe(404);
  });

  test('by the owner’s own signature as well, and ended by it', async () => {
    const coop = await new Signatory(market, COOP, wallet(5)).introduce();
    const shows = await idOf('B-1');
    const grant = { organisation: COOP, audience: `organisation:${REFINER}`, shows, until: inDays(5), reason: 'Offer' };
    const { answer } = await coop.say('access.granted', grant);
    expect(answer).toMatchObject({ status: 201 });
    expect(await statuses('B-1')).toEqual(OPENED);
    const person = { ...grant, audience: 'person:3f2b8c1e-0d4a-4c6b-9a57-1e2d3c4b5a69' };
    expect(await coop.ask('prepare', { type: 'access.granted', data: person })).toMatchObject({ status: 400 });
    const sold = { ...grant, shows: await idOf('E-3') };
    expect(await coop.ask('prepare', { type: 'access.granted', data: sold })).toMatchObject({
      body: { code: 'lot-not-yours' },
    });
    const over = { organisation: COOP, of: answer.body['sid'], reason: 'it is over' };
    expect((await coop.say('access.ended', over)).answer).toMatchObject({ status: 201 });
    expect(await statuses('B-1')).toEqual(CLOSED);
  });
});

test('what is shown to whom comes back from history alone, and stands in no history of the lot', async () => {
  const { database, ledger } = market.desk;
  const { body } = await must(market.get(COOP, `${lotPath('B-1')}/history?limit=200`));
  expect(JSON.stringify(body)).not.toContain('access.granted');
  const owner = await openDataSource({ ...database.ownerConnection, max: 1 }, []);
  const history = new History(database.dataSource, ledger.vault);
  await database.ownerQuery(`UPDATE access_grant SET shown_to = 'outsider', ended_at = NULL WHERE lot IS NOT NULL`);
  await rebuild({ dataSource: owner, history, projections: [accesses], replace: true });
  await owner.destroy();
  const rows = await database.ownerQuery<{ to: string; over: boolean }>(
    'SELECT shown_to AS "to", ended_at IS NOT NULL AS over FROM access_grant WHERE lot IS NOT NULL',
  );
  expect(rows.length).toBeGreaterThan(8);
  expect(rows.some(({ to }) => to === 'outsider')).toBe(false);
  expect(rows.filter(({ over }) => over).length).toBeGreaterThan(5);
});
