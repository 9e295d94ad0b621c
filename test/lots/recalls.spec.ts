/**
 * A certificate is withdrawn from last month: everything that rests on it is held in the same transaction, down to the last
 * descendant, whoever has it by now; and nobody gets it out by splitting, melting, waiting or asking twice.
 */
import { openDataSource } from '../../src/database/connect.js';
import { History } from '../../src/ledger/history.js';
import { rebuild } from '../../src/ledger/rebuild.js';
import type { TableDifference } from '../../src/ledger/rebuild/shadow.js';
import { ProvenanceModule } from '../../src/provenance/provenance.module.js';
import { LotsModule } from '../../src/lots/lots.module.js';
import { recalls } from '../../src/lots/recalls/recalls.projection.js';
import { verify } from '../../src/verifier/door.js';
import { COOP, EXPORTER, lotPath, must, openMarket, OTHER_COOP, REFINER, type Market } from './market.js';
import { aPerson } from './person.js';

let market: Market;
let luz: string;
let ana: string;
const PAPER = { holder: COOP, scheme: 'fairmined', number: 'FM-1' };

beforeAll(async () => {
  market = await openMarket({ modules: [LotsModule, ProvenanceModule] });
  ana = (await aPerson(market, null)).key;
  luz = (await aPerson(market, null)).key;
});
afterAll(() => market.desk.close());

const register = (path: string, body: object, key = ana) => market.desk.post(`/api${path}`, { key, body });
const seen = async (path: string, key = ana) => (await must(market.desk.get(`/api${path}`, { key }))).body;

/** A bar of two deliveries, sent to the exporter and sold, with the rest of one delivery left at the cooperative. */
async function aBar(bar: string, day: string): Promise<void> {
  for (const n of [1, 2]) await market.deliver(`${bar}-D${n}`, 3_000, { on: day });
  const inputs = [{ lot: `${bar}-D1` }, { lot: `${bar}-D2`, grossMg: 2_500 }];
  const output = { code: bar, form: 'dore', grossMg: 5_450 };
  await market.did(COOP, '/melts', { inputs, output, cause: 'moisture', on: day });
  await market.did(COOP, lotPath(bar, 'dispatch'), { to: EXPORTER, sentMg: 5_450, on: day });
  await market.did(EXPORTER, lotPath(bar, 'receive'), { receivedMg: 5_450, sealIntact: true, on: day });
  await market.did(COOP, lotPath(bar, 'title'), { to: EXPORTER, basis: 'sale', on: day });
}

async function codesOf(recall: string, key: string): Promise<string[]> {
  const { items } = (await seen(`/recalls/${recall}/lots`, key)) as unknown as { items: { code: string }[] };
  return items.map(({ code }) => code).sort();
}

async function recallOf(key = ana): Promise<string> {
  const { items } = (await seen('/recalls?open=true&limit=200', key)) as unknown as { items: { id: string }[] };
  return items.at(-1)?.id ?? '';
}

describe('withdrawn with effect in the past', () => {
  let id: string;
  beforeAll(async () => {
    await aBar('A-1', '2026-03-20');
    await market.did(EXPORTER, lotPath('A-1', 'split'), {
      outputs: [{ code: 'A-1-P', grossMg: 2_000 }],
      on: '2026-03-21',
    });
    await aBar('Z-1', '2026-02-20');
    await market.deliver('O-1', 4_000, { on: '2026-03-20' }, OTHER_COOP);
    await must(register('/credentials', { ...PAPER, act: 'withdrawn', from: '2026-03-01' }));
    id = await recallOf();
  });

  test('every descendant since that day is reached, and nothing before it or beside it', async () => {
    const { items } = (await seen(`/recalls/${id}/lots?limit=200`)) as unknown as {
      items: { code: string; reach: string }[];
    };
    const reach = Object.fromEntries(items.map(({ code, reach }) => [code, reach]));
    expect(reach).toEqual({ 'A-1-D1': 'spent', 'A-1-D2': 'held', 'A-1': 'held', 'A-1-P': 'held' });
    expect(await seen(`/recalls/${id}`)).toMatchObject({
      open: true,
      cause: { ...PAPER, from: '2026-03-01', reason: 'withdrawn' },
      counts: { lots: 4, held: 3, notices: 0, spent: 1, holders: 2 },
    });
  });

  test.each([
    [
      'split',
      () =>
        market.post(EXPORTER, lotPath('A-1', 'split'), { outputs: [{ code: 'X-1', grossMg: 10 }], on: '2026-03-22' }),
    ],
    [
      'melted',
      () =>
        market.post(EXPORTER, '/melts', {
          inputs: [{ lot: 'A-1' }, { lot: 'Z-1' }],
          output: { code: 'X-2', form: 'dore', grossMg: 100 },
          cause: 'moisture',
          on: '2026-03-22',
        }),
    ],
    [
      'sent on',
      () => market.post(EXPORTER, lotPath('A-1-P', 'dispatch'), { to: REFINER, sentMg: 2_000, on: '2026-03-22' }),
    ],
    ['sold', () => market.post(EXPORTER, lotPath('A-1-P', 'title'), { to: REFINER, basis: 'sale', on: '2026-03-22' })],
    ['shown to the public', () => market.post(EXPORTER, lotPath('A-1', 'release'))],
    [
      'used where it began',
      () =>
        market.post(COOP, lotPath('A-1-D2', 'split'), { outputs: [{ code: 'X-3', grossMg: 10 }], on: '2026-03-22' }),
    ],
  ])('it is not %s', async (_, act) => {
    expect(await act()).toMatchObject({
      status: 409,
      body: { code: 'lot-recalled', detail: expect.stringContaining(id) },
    });
  });

  test('what a bar was sold as on its day stays as it was', async () => {
    const bar = (await market.lot(EXPORTER, 'A-1')) as unknown as { claims: object[]; recalls: string[] };
    expect(bar).toMatchObject({ recalls: [id] });
    expect(await market.lot(EXPORTER, 'Z-1')).not.toHaveProperty('recalls');
  });

  test('its proof says so to a stranger, and is good all the same', async () => {
    const { ledger } = market.desk;
    await ledger.checkpoint();
    const answer = await must(market.get(EXPORTER, lotPath('A-1-P', 'bundle')));
    const { exit, summary, lines } = verify(new TextEncoder().encode(answer.text), `log ${ledger.vkey}\nquorum none\n`);
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(exit).toBe(0);
    const cause = { cause: `${COOP} fairmined FM-1`, from: '2026-03-01' };
    expect(summary).toMatchObject({
      claims: [{ scheme: 'fairmined', carried: true }],
      recalls: [{ reason: 'withdrawn', lifted: null, ...cause }],
    });
    const old = await must(market.get(EXPORTER, lotPath('Z-1', 'bundle')));
    const before = verify(new TextEncoder().encode(old.text), `log ${ledger.vkey}\nquorum none\n`);
    expect(before).toMatchObject({ exit: 0, summary: { recalls: [] } });
  });

  test('each organisation sees its own lots on the list; an outsider sees no recall', async () => {
    expect(await codesOf(id, market.keys[EXPORTER])).toEqual(['A-1', 'A-1-P']);
    expect(await codesOf(id, market.keys[COOP])).toEqual(['A-1', 'A-1-D1', 'A-1-D2']);
    for (const path of ['', '/lots', '/picture']) {
      const answer = await market.get(OTHER_COOP, `/recalls/${id}${path}`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-recall' } });
    }
  });

  test('drawn: from the deliveries over the bar to its part', async () => {
    expect(await seen(`/recalls/${id}/picture`)).toEqual({
      nodes: [
        {
          id: `0/alluvial/${COOP}`,
          generation: 0,
          form: 'alluvial',
          custodian: COOP,
          lots: 2,
          grossMg: 500,
          reach: { spent: 1, held: 1 },
        },
        {
          id: `1/dore/${EXPORTER}`,
          generation: 1,
          form: 'dore',
          custodian: EXPORTER,
          lots: 1,
          grossMg: 3_450,
          reach: { held: 1 },
        },
        {
          id: `2/dore/${EXPORTER}`,
          generation: 2,
          form: 'dore',
          custodian: EXPORTER,
          lots: 1,
          grossMg: 2_000,
          reach: { held: 1 },
        },
      ],
      edges: [
        { from: `0/alluvial/${COOP}`, to: `1/dore/${EXPORTER}`, lots: 1 },
        { from: `1/dore/${EXPORTER}`, to: `2/dore/${EXPORTER}`, lots: 1 },
      ],
    });
  });

  test('a delivery of those days that is told late is reached too', async () => {
    await must(
      register('/recalls', {
        holder: COOP,
        site: 'PLAYA',
        from: '2026-04-01',
        until: '2026-04-10',
        reason: 'site-red',
      }),
    );
    const red = await recallOf();
    await market.deliver('L-1', 3_000, { on: '2026-04-05' });
    await market.deliver('L-2', 3_000, { on: '2026-04-10' });
    expect(await market.lot(COOP, 'L-1')).toMatchObject({ recalls: [red] });
    expect(await market.lot(COOP, 'L-2')).not.toHaveProperty('recalls');
  });

  test('lifted by another person only, once, and the gold is free again', async () => {
    const lift = (key: string) => market.desk.post(`/api/recalls/${id}/lift`, { key, body: { reason: 'anulado' } });
    expect(await lift(market.operator)).toMatchObject({ status: 403, body: { code: 'needs-a-person' } });
    expect(await lift(ana)).toMatchObject({ status: 403, body: { code: 'same-person' } });
    expect(await lift(market.keys[COOP])).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    expect(await lift(luz)).toMatchObject({ status: 201 });
    expect(await lift(luz)).toMatchObject({ status: 409, body: { code: 'recall-lifted' } });
    const part = { outputs: [{ code: 'F-1', grossMg: 10 }], on: '2026-03-22' };
    expect(await market.post(EXPORTER, lotPath('A-1', 'split'), part)).toMatchObject({ status: 201 });
    // Made after it was lifted: no longer part of it.
    expect(await market.lot(EXPORTER, 'F-1')).not.toHaveProperty('recalls');
  });
});

describe('who may not', () => {
  test.each([
    ['a registrar', COOP],
    ['another organisation', EXPORTER],
  ] as const)('%s recalls nothing', async (_, org) => {
    const body = { ...PAPER, from: '2026-03-01', reason: 'other' };
    expect(await market.desk.post('/api/recalls', { key: market.keys[org], body })).toMatchObject({ status: 403 });
  });

  test('compliance of another organisation recalls no lot and no paper of this one', async () => {
    const { secret } = await market.desk.keys.create(OTHER_COOP, 'compliance', 'c');
    const { id } = await market.lot(COOP, 'Z-1-D1');
    const asked = (body: object) => market.desk.post('/api/recalls', { key: secret, body });
    expect(await asked({ ...PAPER, from: '2026-03-01', reason: 'other' })).toMatchObject({
      body: { code: 'not-the-issuer' },
    });
    expect(await asked({ lot: id, reason: 'other' })).toMatchObject({ status: 404, body: { code: 'unknown-lot' } });
  });
});

const differs = ({ missing, extra, changed }: TableDifference): boolean => missing + extra + changed > 0;

test('all of it follows from history alone', async () => {
  const { database, ledger } = market.desk;
  const history = new History(database.dataSource, ledger.vault);
  const owner = await openDataSource({ ...database.ownerConnection, max: 1 }, []);
  const report = await rebuild({ dataSource: owner, history, projections: [recalls] as never, replace: false }).finally(
    () => owner.destroy(),
  );
  expect(report.tables.filter(differs)).toEqual([]);
  expect(report.tables.map(({ table, rows }) => [table, rows > 0])).toEqual([
    ['lot_edge', true],
    ['lot_ground', true],
    ['recall', true],
    ['recall_lot', true],
  ]);
});
