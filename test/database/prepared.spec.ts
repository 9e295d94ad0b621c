/** A query that a connection prepared for one tenant shows the next one what is the next one's, and nothing else. */
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/database/connect.js';
import { preparing, queryPrepared } from '../../src/database/prepared.js';
import { readAs } from '../../src/database/tenant.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const ORGS = 'SELECT org FROM lot_ground WHERE paper = $1 ORDER BY org';
const TIMES = 8; // more often than PostgreSQL plans for the values before it keeps one plan for all

let database: TestDatabase;
let one: DataSource;

beforeAll(async () => {
  database = await cloneDatabase();
  // One connection, so that everybody meets what was prepared before.
  one = await openDataSource({ ...database.connection, max: 1 }, []);
  await database.ownerQuery(
    `INSERT INTO lot_ground (org, day, lot, site, paper, idx)
     SELECT org, '2026-01-20', gen_random_uuid(), '', 'FM-1', 0 FROM unnest(ARRAY['ana', 'luz']) AS org`,
  );
});
afterAll(async () => {
  await one.destroy();
  await database.drop();
});

const seenBy = async (org: string | undefined): Promise<string[]> =>
  (await readAs(one, org, (tx) => queryPrepared<{ org: string }>(tx, ORGS, ['FM-1']))).map(({ org }) => org);

test('nobody reads with the eyes of whoever asked before', async () => {
  for (let i = 0; i < TIMES; i++) {
    expect(await seenBy('ana')).toEqual(['ana']);
    expect(await seenBy('luz')).toEqual(['luz']);
    expect(await seenBy(undefined)).toEqual([]);
    const all = await one.transaction((tx) => queryPrepared<{ org: string }>(tx, ORGS, ['FM-1']));
    expect(all.map(({ org }) => org)).toEqual(['ana', 'luz']);
  }
});

test('the connection prepared it once, and plans it no more', async () => {
  for (let i = 0; i < TIMES; i++) await seenBy('ana');
  const prepared: object[] = await one.query(
    `SELECT generic_plans > 0 AS kept FROM pg_prepared_statements WHERE statement = $1`,
    [ORGS],
  );
  expect(prepared).toEqual([{ kept: true }]);
});

test('outside a transaction it is a query like any other', async () => {
  expect(await queryPrepared(one.manager, ORGS, ['FM-2'])).toEqual([]);
});

test('a manager that prepares answers as the one it is made of', async () => {
  const texts: [string, unknown[] | undefined][] = [
    [ORGS, ['FM-1']],
    ['UPDATE lot_ground SET idx = idx WHERE paper = $1 RETURNING org', ['FM-1']],
    ['INSERT INTO lot_ground SELECT * FROM lot_ground WHERE paper = $1 ON CONFLICT DO NOTHING RETURNING org', ['FM-1']],
    ['SELECT 1 AS one', undefined],
  ];
  await one.transaction(async (tx) => {
    for (const [text, values] of texts) {
      expect(await preparing(tx).query(text, values)).toEqual(await tx.query(text, values));
    }
  });
});
