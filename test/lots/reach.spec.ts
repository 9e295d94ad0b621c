/**
 * A paper is suspended, a supplier stopped: whoever says so is told what gold is in reach, and may hold it in the same breath. Nobody
 * who may not recall does so by this door, and what was held is free again only by another person.
 */
import { COOP, EXPORTER, lotPath, must, openMarket, OTHER_COOP, REFINER, type Market } from './market.js';
import { aPerson } from './person.js';

let market: Market;
let ana: string;
let luz: string;
beforeAll(async () => {
  market = await openMarket();
  ana = (await aPerson(market, null)).key;
  luz = (await aPerson(market, null)).key;
});
afterAll(() => market.desk.close());

const PAPER = { holder: COOP, scheme: 'fairmined', number: 'FM-1' };
const register = (path: string, body: object, key = ana) => market.desk.post(`/api${path}`, { key, body });
interface Reach {
  readonly reach: { readonly lots: number; readonly recalls: readonly string[] };
}
const reachOf = (body: object): Reach['reach'] => (body as Reach).reach;
const isRecalled = async (by: typeof COOP | typeof EXPORTER, code: string): Promise<boolean> =>
  'recalls' in (await market.lot(by, code));
const splitting = (by: typeof COOP | typeof EXPORTER, code: string, part: string) =>
  market.post(by, lotPath(code, 'split'), { outputs: [{ code: part, grossMg: 10 }], on: '2026-03-25' });

describe('a suspended certificate', () => {
  beforeAll(async () => {
    for (const [code, on] of [
      ['S-1', '2026-02-20'],
      ['S-2', '2026-03-05'],
      ['S-3', '2026-03-06'],
    ] as const)
      await market.deliver(code, 3_000, { on });
    const output = { code: 'B-1', form: 'dore', grossMg: 3_000 };
    await market.did(COOP, '/melts', { inputs: [{ lot: 'S-2' }], output, cause: 'moisture', on: '2026-03-07' });
  });

  test('holds nothing by itself, and says how much rests on it', async () => {
    const { body } = await must(register('/credentials', { ...PAPER, act: 'suspended', from: '2026-03-20' }));
    expect(reachOf(body)).toEqual({ lots: 4, recalls: [] });
    expect(await isRecalled(COOP, 'B-1')).toBe(false);
    await must(register('/credentials', { ...PAPER, act: 'reinstated', from: '2026-03-21' }));
  });

  test('holds what rested on it since the day that is named, and what was made of it, in the same answer', async () => {
    const said = { ...PAPER, act: 'suspended', from: '2026-03-22', reach: '2026-03-01' };
    const { body } = await must(register('/credentials', said));
    const { lots, recalls } = reachOf(body);
    expect([lots, recalls.length]).toEqual([3, 1]);
    expect(await Promise.all(['S-1', 'S-3', 'B-1'].map((code) => isRecalled(COOP, code)))).toEqual([false, true, true]);
    expect(await splitting(COOP, 'B-1', 'X-1')).toMatchObject({ status: 409, body: { code: 'lot-recalled' } });
    expect((await splitting(COOP, 'S-1', 'X-2')).status).toBe(201);
  });

  test('reinstated frees nothing: the recall is lifted by its own door, and by another person', async () => {
    await must(register('/credentials', { ...PAPER, act: 'reinstated', from: '2026-03-23' }));
    expect(await isRecalled(COOP, 'B-1')).toBe(true);
    const [id] = await recallsOf();
    const lift = { reason: 'Reinstated by its issuer' };
    expect(await register(`/recalls/${id}/lift`, lift)).toMatchObject({ status: 403, body: { code: 'same-person' } });
    await must(register(`/recalls/${id}/lift`, lift, luz));
    expect(await isRecalled(COOP, 'B-1')).toBe(false);
  });

  test('reaches nothing where nobody who may recall says so, nor by a grant, nor from tomorrow on', async () => {
    const said = { ...PAPER, act: 'suspended', from: '2026-03-24', reach: '2026-03-01' };
    const manager = (await market.desk.keys.create(COOP, 'manager', 'm')).secret;
    expect((await register('/credentials', said, manager)).status).toBe(403);
    const granted = { ...said, act: 'granted', number: 'FM-2' };
    expect(await register('/credentials', granted)).toMatchObject({ status: 400, body: { at: 'reach' } });
    expect((await register('/credentials', { ...said, reach: '2999-01-01' })).body).toMatchObject({
      code: 'in-the-future',
    });
    expect(await recallsOf()).toEqual([]);
  });
});

async function recallsOf(): Promise<string[]> {
  const sql = `SELECT encode(sid, 'hex') AS sid FROM recall WHERE lifted_idx IS NULL ORDER BY idx`;
  const rows: { sid: string }[] = await market.desk.database.dataSource.query(sql);
  return rows.map(({ sid }) => sid);
}

describe('a supplier that is stopped', () => {
  let compliance: string;
  const decide = (body: object) =>
    market.desk.post(`/api/suppliers/${COOP}/diligence`, {
      key: compliance,
      body: { step: 'decision', note: 'Red flags not answered', evidence: ['ab'.repeat(32)], ...body },
    });

  beforeAll(async () => {
    const { id: person } = await aPerson(market, EXPORTER, 'compliance');
    compliance = (await market.desk.keys.create(EXPORTER, 'compliance', 'c', { person })).secret;
    for (const code of ['T-1', 'T-2', 'T-3']) {
      await market.deliver(code, 5_000);
      await market.did(COOP, lotPath(code, 'dispatch'), { to: EXPORTER, sentMg: 5_000 });
      await market.did(EXPORTER, lotPath(code, 'receive'), { receivedMg: 5_000, sealIntact: true });
    }
    // The third is only kept by the exporter; the second was cut since.
    for (const code of ['T-1', 'T-2']) await market.did(COOP, lotPath(code, 'title'), { to: EXPORTER, basis: 'sale' });
    await must(splitting(EXPORTER, 'T-2', 'T-2-P'));
  });

  test('tells the buyer what it has of it, and holds nothing unless it is said', async () => {
    const { body } = await must(decide({ result: 'suspend' }));
    expect(reachOf(body)).toEqual({ lots: 3, recalls: [] });
    expect(await isRecalled(EXPORTER, 'T-1')).toBe(false);
  });

  test('and is held with all that was made of it, the buyer’s own gold and nobody else’s', async () => {
    const { body } = await must(decide({ result: 'stop', reach: '2026-01-01' }));
    expect(reachOf(body).recalls).toHaveLength(2);
    const held = await Promise.all(['T-1', 'T-2', 'T-2-P', 'T-3'].map((code) => isRecalled(EXPORTER, code)));
    expect(held).toEqual([true, true, true, false]);
    const sale = await market.post(EXPORTER, lotPath('T-2-P', 'title'), {
      to: REFINER,
      basis: 'sale',
      on: '2026-03-26',
    });
    expect(sale).toMatchObject({ status: 409, body: { code: 'lot-recalled' } });
  });

  test('is not freed by the person who stopped it', async () => {
    const [id] = await recallsOf();
    const lift = { reason: 'Answered' };
    const lifting = (key: string) => market.desk.post(`/api/recalls/${id}/lift`, { key, body: lift });
    expect(await lifting(compliance)).toMatchObject({ status: 403, body: { code: 'same-person' } });
    const { id: person } = await aPerson(market, EXPORTER, 'compliance');
    await must(lifting((await market.desk.keys.create(EXPORTER, 'compliance', 'd', { person })).secret));
  });

  test('reaches no gold by a decision to continue, nor by another step', async () => {
    expect(await decide({ result: 'continue', reach: '2026-01-01' })).toMatchObject({ status: 400 });
    const audit = { step: 'audit', result: 'conformant', reach: '2026-01-01' };
    expect((await decide(audit)).status).toBeGreaterThanOrEqual(400);
    expect(await market.codes(OTHER_COOP)).toEqual([]);
  });
});
