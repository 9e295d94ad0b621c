import { readAs } from '../../src/database/tenant.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase();
  await db.ownerQuery(`
    CREATE TABLE bars (org text, code text PRIMARY KEY);
    INSERT INTO bars VALUES ('coop-limonal', 'B-1'), ('exp-andes', 'B-2');
    CREATE TABLE unspoken (code text);
    ALTER TABLE bars ENABLE ROW LEVEL SECURITY;
    CREATE POLICY writer ON bars TO veta_app USING (true) WITH CHECK (true);
    CREATE POLICY tenant ON bars FOR SELECT TO veta_reader USING (org = veta_org());
    GRANT SELECT, INSERT, UPDATE ON bars TO veta_app;
    GRANT SELECT ON bars TO veta_reader`);
});
afterAll(() => db.drop());

const codes = (org: string | undefined): Promise<string[]> =>
  readAs(db.dataSource, org, async (tx) => {
    const rows: { code: string }[] = await tx.query('SELECT code FROM bars ORDER BY code');
    return rows.map(({ code }) => code);
  });

describe('who reads as an organisation', () => {
  test('may not write, not even what is its own', async () => {
    const write = readAs(db.dataSource, 'coop-limonal', (tx) =>
      tx.query("INSERT INTO bars VALUES ('coop-limonal','B-9')"),
    );
    await expect(write).rejects.toThrow(/permission denied|read-only transaction/);
    await db.ownerQuery('GRANT INSERT ON bars TO veta_reader');
    const again = readAs(db.dataSource, 'coop-limonal', (tx) =>
      tx.query("INSERT INTO bars VALUES ('coop-limonal','B-9')"),
    );
    await expect(again).rejects.toThrow(/read-only transaction/);
    await db.ownerQuery('REVOKE INSERT ON bars FROM veta_reader');
  });

  test('may not read a table that says nothing of tenants', async () => {
    const read = readAs(db.dataSource, 'coop-limonal', (tx) => tx.query('SELECT * FROM unspoken'));
    await expect(read).rejects.toThrow(/permission denied/);
  });

  test('is shown its own rows and no others', async () => {
    expect(await codes('coop-limonal')).toEqual(['B-1']);
    expect(await codes('exp-andes')).toEqual(['B-2']);
    expect(await codes('nobody-known')).toEqual([]);
    expect(await codes(undefined)).toEqual([]);
    expect(await codes('')).toEqual([]);
  });

  test("cannot say by its name that it is somebody else, or that it is the application's role", async () => {
    for (const name of [
      "x', true), set_config('veta.org', 'exp-andes",
      "x', true); SET LOCAL ROLE veta_app; SELECT set_config('veta.org', 'exp-andes",
      String.raw`\', true), set_config(\'role\', \'veta_app`,
    ]) {
      expect(await codes(name)).toEqual([]);
    }
  });
});

describe('a connection that a tenant read through', () => {
  test('is the application again for whoever has it next, also after a read that failed', async () => {
    for (let i = 0; i < 40; i++) {
      const fails = readAs(db.dataSource, 'coop-limonal', (tx) => tx.query('SELECT 1/0'));
      await Promise.all([codes('exp-andes'), codes('coop-limonal'), expect(fails).rejects.toThrow('division by zero')]);
      const [who]: { user: string; org: string }[] = await db.dataSource.query(
        `SELECT current_user AS "user", veta_org() AS org`,
      );
      expect(who).toEqual({ user: 'veta_app', org: null });
    }
  });

  test('never shows one tenant what another asked for at the same time', async () => {
    const asked = Array.from({ length: 200 }, (_, n) => (n % 2 === 0 ? 'coop-limonal' : 'exp-andes'));
    const shown = await Promise.all(asked.map(codes));
    expect(shown.map(([code]) => code)).toEqual(asked.map((org) => (org === 'coop-limonal' ? 'B-1' : 'B-2')));
  });

  test('is not given back when it ended while it read', async () => {
    const cut = readAs(db.dataSource, 'coop-limonal', async (tx) => {
      const [row]: { pid: number }[] = await tx.query('SELECT pg_backend_pid() AS pid');
      await db.ownerQuery('SELECT pg_terminate_backend($1)', [row?.pid]);
      return tx.query('SELECT code FROM bars');
    });
    await expect(cut).rejects.toThrow();
    expect(await codes('coop-limonal')).toEqual(['B-1']);
  });
});

test('one moment is seen by all reads of a transaction', async () => {
  const counts = await readAs(db.dataSource, 'coop-limonal', async (tx) => {
    const before = await tx.query('SELECT count(*) FROM bars');
    await db.ownerQuery("INSERT INTO bars VALUES ('coop-limonal', 'B-3')");
    return [before, await tx.query('SELECT count(*) FROM bars')];
  });
  expect(counts[0]).toEqual(counts[1]);
  expect(await codes('coop-limonal')).toEqual(['B-1', 'B-3']);
});
