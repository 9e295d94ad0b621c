import { checkDatabaseRules } from '../../src/ledger/start-up.js';
import { FENCED } from '../../src/ledger/start-up/fences.js';
import { cloneDatabase } from '../support/database.js';

describe('nobody is let in where the database no longer keeps tenants apart:', () => {
  test.each([
    ['a fence taken down', 'ALTER TABLE lot DISABLE ROW LEVEL SECURITY', 'lot has no row-level security'],
    ['a policy dropped', 'DROP POLICY tenant ON document', 'not those of this version'],
    ['the only policy of whereabouts dropped', 'DROP POLICY writer ON whereabouts', 'not those of this version'],
    ['a policy of evidence dropped', 'DROP POLICY tenant ON evidence_file', 'not those of this version'],
    [
      'a policy that lets everybody look',
      'ALTER POLICY tenant ON lot USING (true)',
      'a policy of lot lets everybody look',
    ],
    [
      'a policy that lets one look at more',
      `ALTER POLICY tenant ON lot USING (owner <> '')`,
      'not those of this version',
    ],
    ['one more policy', 'CREATE POLICY friends ON statement FOR SELECT USING (true)', 'a policy of statement lets'],
    [
      'a policy that another table answers',
      `CREATE OR REPLACE FUNCTION statement_concerns(bytes bytea) RETURNS boolean LANGUAGE sql STABLE STRICT AS 'SELECT true'`,
      'not those of this version',
    ],
    [
      'a function that looks past the policies for the reader',
      `CREATE OR REPLACE FUNCTION left_with(custodian text, shipment text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
       SET search_path = public, pg_temp AS 'SELECT true'`,
      'not those of this version',
    ],
    ['a reader that may write', 'GRANT UPDATE ON shipment TO veta_reader', 'veta_reader may write shipment'],
    ['a reader that may write one column', 'GRANT INSERT (code) ON site TO veta_reader', 'veta_reader may write site'],
    ['a new table of theirs without a fence', 'CREATE TABLE stash (org text)', 'stash has no row-level security'],
    [
      'a new table without a fence that the reader may read',
      'CREATE TABLE stash (code text); GRANT SELECT ON stash TO veta_reader',
      'stash has no row-level security',
    ],
    [
      'a view, which would look with its owner’s eyes',
      'CREATE VIEW all_lots AS SELECT * FROM lot; GRANT SELECT ON all_lots TO veta_reader',
      'all_lots has no row-level security',
    ],
  ])('%s', async (_, sql, sentence) => {
    const database = await cloneDatabase();
    await database.ownerQuery(sql);
    await expect(checkDatabaseRules(database.dataSource)).rejects.toThrow(sentence);
    await database.drop();
  });
});

test('every table that has a fence is under the seal of this version', async () => {
  const database = await cloneDatabase();
  const fenced = await database.ownerQuery<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity
      ORDER BY relname COLLATE "C"`,
  );
  expect(FENCED).toEqual(fenced.map(({ name }) => name));
  await expect(checkDatabaseRules(database.dataSource)).resolves.toBeUndefined();
  await database.drop();
});
