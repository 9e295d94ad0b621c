/** The stock book over a real database: what a cooperative and an exporter read of their months, and who may not. */
import { Balance } from '../../src/core/custody/balance.js';
import { fsck, type FsckReport } from '../../src/ledger/fsck.js';
import { History } from '../../src/ledger/history.js';
import { BalanceAudit } from '../../src/lots/balances/balances.audit.js';
import type { BalanceView } from '../../src/lots/balances/balances.js';
import { fillBalances } from '../../src/lots/volumes/fill.js';
import { COOP, EXPORTER, lotPath, openMarket, OTHER_COOP, type Market, type Org } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await market.deliver('E-1', 10_000, { on: '2026-03-05' });
  await market.deliver('E-2', 5_000, { on: '2026-03-20' });
  await market.deliver('E-3', 8_000, { on: '2026-04-02' });
  const output = { code: 'B-1', form: 'dore', grossMg: 14_900 };
  await market.did(COOP, '/melts', {
    on: '2026-04-03',
    inputs: [{ lot: 'E-1' }, { lot: 'E-2' }],
    output,
    cause: 'moisture',
  });
  await market.did(COOP, lotPath('B-1', 'dispatch'), { on: '2026-04-30', to: EXPORTER, sentMg: 14_900 });
  await market.did(EXPORTER, lotPath('B-1', 'receive'), { on: '2026-05-02', receivedMg: 14_890, sealIntact: true });
  await market.did(COOP, '/counts', { on: '2026-03-31', stock: 'unmelted', countedMg: 15_000 });
  await market.did(COOP, '/counts', { on: '2026-04-30', stock: 'unmelted', countedMg: 7_900 });
});
afterAll(() => market.desk.close());

async function rows(by: Org, query: string): Promise<BalanceView[]> {
  const { status, body } = await market.get(by, `/balances?${query}`);
  expect(status).toBe(200);
  return body['items'] as unknown as BalanceView[];
}

const told = ({ site, claim, form, opening, in: came, out, loss, closing }: BalanceView): string =>
  `${site ?? claim} ${form}: ${[opening, came, out, loss, closing].map(({ mg, fineNg }) => `${mg}/${fineNg}`).join(' ')}`;

test('a month of deliveries, in milligrams and in nanograms', async () => {
  expect((await rows(COOP, 'month=2026-03')).map(told)).toEqual([
    'coop/PLAYA alluvial: 0/0 15000/14100000000 0/0 0/0 15000/14100000000',
  ]);
});

test('the next month opens as it closed; what the furnace lost is lost, and the bar keeps the site of all it was made of', async () => {
  const april = await rows(COOP, 'month=2026-04');
  expect(april.map(told)).toEqual([
    'coop/PLAYA alluvial: 15000/14100000000 8000/7520000000 15000/14100000000 0/0 8000/7520000000',
    expect.stringMatching(/^coop\/PLAYA dore: 0\/0 15000\/\d+ 0\/0 100\/\d+ 14900\/\d+$/),
  ]);
  expect(april[1]?.of).toMatchObject({ made: { mg: 15_000 }, processing: { mg: 100 } });
});

test('a bar on its way is its sender’s until it is received, and in a month without any movement the rest is still told', async () => {
  expect((await rows(COOP, 'month=2026-05')).map(({ form, closing }) => [form, closing.mg])).toEqual([
    ['alluvial', 8_000],
    ['dore', 0],
  ]);
  expect((await rows(COOP, 'month=2031-01')).map(({ form, closing }) => [form, closing.mg])).toEqual([
    ['alluvial', 8_000],
  ]);
  const [bar] = await rows(EXPORTER, 'month=2026-05');
  expect(bar).toMatchObject({ form: 'dore', in: { mg: 14_900 }, loss: { mg: 10 }, closing: { mg: 14_890 } });
});

test('by claim: the same gold, certified', async () => {
  const april = await rows(COOP, 'month=2026-04&by=claim');
  expect(april.map(({ claim, form, closing }) => [claim, form, closing.mg])).toEqual([
    ['fairmined', 'alluvial', 8_000],
    ['fairmined', 'dore', 14_900],
  ]);
});

test('pages follow one another, filters hold, and a month that is none is refused with a sentence', async () => {
  const first = await market.get(COOP, '/balances?month=2026-04&limit=1');
  const second = await market.get(
    COOP,
    `/balances?month=2026-04&limit=1&after=${encodeURIComponent(String(first.body['next']))}`,
  );
  expect([first, second].map(({ body }) => (body['items'] as unknown as BalanceView[])[0]?.form)).toEqual([
    'alluvial',
    'dore',
  ]);
  expect(second.body['next']).toBeUndefined();
  expect(await rows(COOP, 'month=2026-04&site=PLAYA&form=dore')).toHaveLength(1);
  expect(await rows(COOP, 'month=2026-04&site=CERRO')).toEqual([]);
  expect(await market.get(COOP, '/balances?month=2026-13')).toMatchObject({ status: 400, body: { at: 'month' } });
});

test('another cooperative sees nothing of it, and nobody is nobody', async () => {
  expect(await rows(OTHER_COOP, 'month=2026-04')).toEqual([]);
  expect(await rows(OTHER_COOP, 'month=2026-04&site=coop/PLAYA')).toEqual([]);
  expect((await market.get(undefined, '/balances')).status).toBe(401);
  expect((await market.get(OTHER_COOP, '/counts')).body['items']).toEqual([]);
});

test('as a table for a spreadsheet', async () => {
  const { text, headers } = await market.get(COOP, '/balances.csv?month=2026-03');
  expect(headers['content-type']).toContain('text/csv');
  expect(text).toBe(
    'month,site,form,opening_mg,opening_fine_ng,in_mg,in_fine_ng,out_mg,out_fine_ng,loss_mg,loss_fine_ng,closing_mg,closing_fine_ng\r\n' +
      '2026-03,coop/PLAYA,alluvial,0,0,15000,14100000000,0,0,0,0,15000,14100000000\r\n',
  );
});

test('counts beside the book: the newest first, and which of them closes a month and how far off', async () => {
  const { body } = await market.get(COOP, '/counts');
  expect(body['items']).toMatchObject([
    { day: '2026-04-30', closes: '2026-04', countedMg: 7_900, bookMg: 8_000, differenceMg: -100, within: false },
    { day: '2026-03-31', closes: '2026-03', differenceMg: 7_000, within: false },
  ]);
});

function judged(): Promise<FsckReport> {
  const [book, balance] = [new BalanceAudit(), new Balance()];
  const { dataSource } = market.desk.database;
  return fsck({
    dataSource,
    checks: [
      ({ statement }) => {
        book.add(statement);
        return balance.add(statement).map(({ what }) => what);
      },
    ],
    tables: (tx, size) => book.tableFaults(tx, size),
  });
}
const whole = () =>
  market.desk.database.ownerQuery<{ row: string }>(
    `SELECT b::text AS row FROM balance_month b UNION ALL SELECT s::text FROM stock_site s
     UNION ALL SELECT c::text FROM stock_count c ORDER BY 1`,
  );

describe('the book against history', () => {
  test('an honest book agrees', async () => {
    expect(await judged()).toMatchObject({ ok: true, faults: [] });
  });

  test.each([
    [
      'a milligram more produced',
      `SET mg = mg + 1 WHERE kind = 'produced'`,
      /produced of coop in 2026-0\d: the book has/,
    ],
    ['a nanogram less lost', `SET ng = ng - 1 WHERE kind = 'processing'`, /it closes at .* ng, the lots there are/],
    ['another month', `SET month = '2026-02' WHERE kind = 'processing'`, /processing of coop in 2026-02/],
    ['another’s gold', `SET org = 'exporter' WHERE kind = 'produced'`, /produced of exporter/],
  ])('%s, put there underneath', async (_, change, what) => {
    const { ownerQuery } = market.desk.database;
    await ownerQuery('CREATE TABLE kept AS SELECT * FROM balance_month');
    await ownerQuery(`UPDATE balance_month ${change}`);
    const { faults } = await judged();
    await ownerQuery('DELETE FROM balance_month');
    await ownerQuery('INSERT INTO balance_month SELECT * FROM kept');
    await ownerQuery('DROP TABLE kept');
    expect(faults.map((fault) => fault.what)).toContainEqual(expect.stringMatching(what));
  });

  test('a ledger older than its book gets it at the first start, row for row, and no second time', async () => {
    const { ownerQuery, dataSource } = market.desk.database;
    const before = await whole();
    for (const table of ['balance_month', 'stock_site', 'stock_count']) await ownerQuery(`DELETE FROM ${table}`);
    const history = new History(dataSource, market.desk.ledger.vault);
    await Promise.all([fillBalances(dataSource, history), fillBalances(dataSource, history)]);
    expect(await whole()).toEqual(before);
    await fillBalances(dataSource, history);
    expect(await whole()).toEqual(before);
    expect(before.length).toBeGreaterThan(10);
  });
});

test('a site’s month against what it can give, and nobody else’s site', async () => {
  const { body } = await market.get(COOP, '/sites/PLAYA/capacity?month=2026-03');
  expect(body).toMatchObject({ site: 'PLAYA', month: '2026-03', fineNg: '14100000000', least: 'A', percent: 5 });
  expect(body['ceilings']).toHaveLength(4);
  expect((await market.get(EXPORTER, '/sites/PLAYA/capacity')).status).toBe(404);
});

test('twelve months drawn, the fullest within the line of the lowest ceiling', async () => {
  const { text, headers } = await market.get(COOP, '/sites/PLAYA/capacity.svg?month=2026-04');
  expect(headers['content-type']).toContain('image/svg+xml');
  expect(text.match(/<rect /g)).toHaveLength(12);
  expect(text).toContain('<title>2026-03: 14.100 g</title>');
  expect(text.match(/<line /g)).toHaveLength(1);
  expect((await market.get(OTHER_COOP, '/sites/PLAYA/capacity.svg?month=2026-04')).text).not.toContain('14.100');
});

test('a member’s month and year, and nobody else’s member', async () => {
  const { body } = await market.get(COOP, '/members/ana/volumes?month=2026-03');
  expect(body).toMatchObject({ member: 'ana', kind: 'member', month: { period: '2026-03', fineNg: '14100000000' } });
  expect(body['year']).toMatchObject({ period: '2026', fineNg: '21620000000' });
  const rosa = await market.get(COOP, '/members/rosa/volumes?month=2026-03');
  expect(rosa.body['month']).toMatchObject({ fineNg: '0', limitNg: '35000000000', leftNg: '35000000000' });
  expect((await market.get(EXPORTER, '/members/ana/volumes')).status).toBe(404);
});
