import { asAppRole } from '../../src/database/app-role.js';
import { migrate } from '../../src/database/migrate.js';
import { withClient } from '../../src/database/server.js';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../support/database.js';
import { asLogin } from '../support/server.js';

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

describe("on a server of one's own, with two logins that are no superusers,", () => {
  const suffix = Math.random().toString(36).slice(2, 8);
  const [owning, running] = [`owning_${suffix}`, `running_${suffix}`];

  test('the owner migrates and the other acts as the role', async () => {
    const { ownerConnection: administrator, drop } = await emptyDatabase();
    const run = (sql: string): Promise<unknown> => withClient(administrator, (client) => client.query(sql));
    await run(`CREATE ROLE ${owning} LOGIN CREATEROLE PASSWORD 'tests-only'`);
    await run(`CREATE ROLE ${running} LOGIN PASSWORD 'tests-only'`);
    // On this server an earlier database has made veta_app, so its administrator passes it on.
    await run(`GRANT veta_app TO ${owning} WITH ADMIN OPTION`);
    const [{ name }] = await withClient(
      administrator,
      async (c) => (await c.query('SELECT current_database() AS name')).rows,
    );
    await run(`ALTER DATABASE ${name} OWNER TO ${owning}`);
    const [owner, login] = [
      asLogin(administrator, owning, 'tests-only'),
      asLogin(administrator, running, 'tests-only'),
    ];

    await expect(migrate(login)).rejects.toThrow(/this login may not make it/);
    await migrate(owner);
    const app = await asAppRole(login, owner);
    const users = await withClient(app, async (c) => (await c.query('SELECT current_user, session_user')).rows);
    expect(users).toEqual([{ current_user: 'veta_app', session_user: running }]);

    await drop();
    const { ownerConnection, drop: dropLast } = await emptyDatabase();
    await withClient(ownerConnection, (c) =>
      c.query(`DROP OWNED BY ${owning}, ${running}; DROP ROLE ${running}; DROP ROLE ${owning}`),
    );
    await dropLast();
  });

  test('one that may not even act as the role is told what its administrator must run', async () => {
    await db.ownerQuery(`CREATE ROLE ${running} LOGIN PASSWORD 'tests-only'`);
    const login = asLogin(db.ownerConnection, running, 'tests-only');
    await expect(asAppRole(login, login)).rejects.toThrow(`run: GRANT veta_app TO "${running}";`);
    await db.ownerQuery(`DROP ROLE ${running}`);
  });
});
