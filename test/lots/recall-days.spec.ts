/** A recall costs what it reaches: of what its holder did, only the days it names are looked at, however long it trades. */
import { cloneDatabase, type TestDatabase } from '../support/database.js';

interface Plan {
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.ownerQuery(
    `INSERT INTO lot_ground (org, day, lot, site, paper, idx)
     SELECT 'coop', date '2024-01-01' + n, gen_random_uuid(), 'P-1', 'FM-1', n FROM generate_series(0, 999) AS n`,
  );
});
afterAll(() => database.drop());

/** Rows that were found, and rows that were read only to be left out. */
async function readFor(cause: object): Promise<{ found: number; leftOut: number }> {
  const { plan } = await database.dataSource.transaction(async (tx) => {
    // As recall_trace has it: a table of a thousand rows would else be read whole.
    await tx.query('SET LOCAL enable_seqscan = off');
    // The cause comes from a row, which nothing can be planned from.
    const sql = `EXPLAIN (ANALYZE, FORMAT JSON) WITH c AS MATERIALIZED (SELECT $1::jsonb AS said)
      SELECT g FROM c CROSS JOIN LATERAL recall_grounds(c.said, 1000000) AS g`;
    const [row]: { 'QUERY PLAN': [{ Plan: Plan }] }[] = await tx.query(sql, [JSON.stringify(cause)]);
    if (row === undefined) throw new Error('no plan');
    return { plan: row['QUERY PLAN'][0].Plan };
  });
  const leftOut = (one: Plan): number =>
    (one['Rows Removed by Filter'] ?? 0) + (one.Plans ?? []).reduce((sum, child) => sum + leftOut(child), 0);
  return { found: plan['Actual Rows'], leftOut: leftOut(plan) };
}

test.each([
  ['some days in the middle', { from: '2024-03-01', until: '2024-03-11' }, 10],
  ['one day', { from: '2024-03-01', until: '2024-03-02' }, 1],
  ['all since a day', { from: '2026-09-17' }, 10],
  ['days on which nothing was done', { from: '2023-01-01', until: '2023-12-31' }, 0],
])('of %s nothing else is read', async (_says, days, found) => {
  expect(await readFor({ holder: 'coop', ...days })).toEqual({ found, leftOut: 0 });
});

test.each([
  ['papers', { scheme: 'fairmined', number: 'FM-2' }],
  ['sites', { site: 'P-2' }],
])('of other %s nothing is found', async (_says, other) => {
  const days = { from: '2024-03-01', until: '2024-03-11' };
  expect(await readFor({ holder: 'coop', ...days, ...other })).toMatchObject({ found: 0 });
});
