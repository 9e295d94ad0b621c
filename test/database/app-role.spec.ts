import { cloneDatabase, type TestDatabase } from '../support/database.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase();
  await db.ownerQuery('CREATE TABLE bars (code text PRIMARY KEY)');
  await db.ownerQuery("INSERT INTO bars VALUES ('B-1')");
});
afterAll(() => db.drop());

describe("the application's role", () => {
  test.each([
    ['read', 'SELECT * FROM bars'],
    ['change', "UPDATE bars SET code = 'B-2'"],
    ['delete', 'DELETE FROM bars'],
    ['empty', 'TRUNCATE bars'],
    ['add to', "INSERT INTO bars VALUES ('B-2')"],
    ['drop', 'DROP TABLE bars'],
  ])('may not %s a table nobody granted it', async (_, sql) => {
    await expect(db.dataSource.query(sql)).rejects.toThrow(/permission denied|must be owner/);
    expect(await db.ownerQuery('SELECT * FROM bars')).toEqual([{ code: 'B-1' }]);
  });

  test.each([
    ['make a table', 'CREATE TABLE mine (x int)'],
    ['make a role', 'CREATE ROLE other'],
    ['rewrite the record of migrations', "UPDATE schema_files SET sha256 = repeat('0', 64)"],
    ['switch triggers off', "SET session_replication_role = 'replica'"],
  ])('may not %s', async (_, sql) => {
    await expect(db.dataSource.query(sql)).rejects.toThrow(/permission denied/);
  });

  test('may do exactly what a migration grants it', async () => {
    await db.ownerQuery('GRANT SELECT, INSERT ON bars TO veta_app');
    await db.dataSource.query("INSERT INTO bars VALUES ('B-3')");
    await expect(db.dataSource.query("UPDATE bars SET code = 'B-4'")).rejects.toThrow(/permission denied/);
    await expect(db.dataSource.query('DELETE FROM bars')).rejects.toThrow(/permission denied/);
  });

  test('is what every connection of the pool acts as', async () => {
    const users = await Promise.all(
      Array.from({ length: 8 }, () => db.dataSource.query('SELECT current_user, pg_sleep(0.05)')),
    );
    expect(new Set(users.map(([row]) => row.current_user))).toEqual(new Set(['veta_app']));
  });
});
