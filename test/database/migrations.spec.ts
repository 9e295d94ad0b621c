import type { PoolConfig } from 'pg';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/database/migrate.js';
import { withClient } from '../../src/database/server.js';
import { readMigrations, type SqlMigration } from '../../src/database/sql-migrations.js';
import { emptyDatabase } from '../support/database.js';
import { asLogin } from '../support/server.js';

const [roles] = readMigrations();
const releases = mkdtempSync(join(tmpdir(), 'veta-migrations-'));
afterAll(() => rmSync(releases, { recursive: true }));

let owner: PoolConfig;
let drop: () => Promise<void>;
beforeEach(async () => {
  ({ ownerConnection: owner, drop } = await emptyDatabase());
});
afterEach(() => drop());

/** Migration files as a release would have them: the first is the real one, which makes the role and the record. */
function release(...sql: string[]): SqlMigration[] {
  const folder = mkdtempSync(join(releases, 'release-'));
  writeFileSync(join(folder, '0001-roles.sql'), roles?.sql ?? '');
  for (const [i, text] of sql.entries()) writeFileSync(join(folder, `000${i + 2}-step-${i + 2}.sql`), text);
  return readMigrations(folder);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  return withClient(owner, async (client) => (await client.query(sql)).rows);
}

describe('a database is left alone, with a sentence,', () => {
  test('when a file was changed after it had been applied', async () => {
    await migrate(owner, release('CREATE TABLE bars (code text);'));
    await expect(migrate(owner, release('CREATE TABLE bars (code text, g int);'))).rejects.toThrow(
      'Migration 0002-step-2.sql was changed after it had made this database.',
    );
  });

  test('when it is newer than the code', async () => {
    await migrate(owner, release('CREATE TABLE bars (code text);', 'CREATE TABLE seals (code text);'));
    await expect(migrate(owner, release('CREATE TABLE bars (code text);'))).rejects.toThrow(
      /newer than this Veta: it has the migration 0003-step-3/,
    );
  });

  test.each([
    ["DELETE FROM schema_files WHERE name = '0002-step-2'"],
    ["DELETE FROM migrations WHERE name = 'step_20000000000002'"],
  ])('when a migration is half-finished: %s', async (sql) => {
    const files = release('CREATE TABLE bars (code text);');
    await migrate(owner, files);
    await query(sql);
    await expect(migrate(owner, files)).rejects.toThrow(/Migration 0002-step-2 of this database is half-finished/);
  });

  test('when a migration fails, which undoes that one entirely and keeps those before it', async () => {
    const broken = release('CREATE TABLE bars (code text);', 'CREATE TABLE seals (code text); SELECT 1/0;');
    await expect(migrate(owner, broken)).rejects.toThrow(
      'Migration 0003-step-3 failed and was undone: division by zero.',
    );
    expect(await query("SELECT to_regclass('bars') AS bars, to_regclass('seals') AS seals")).toEqual([
      { bars: 'bars', seals: null },
    ]);
    const mended = release('CREATE TABLE bars (code text);', 'CREATE TABLE seals (code text);');
    expect(await migrate(owner, mended)).toEqual(['0003-step-3']);
  });

  test('when the login may not make tables', async () => {
    await migrate(owner, release());
    await query("ALTER ROLE veta_app PASSWORD 'tests-only'");
    const app = asLogin(owner, 'veta_app', 'tests-only');
    expect(await migrate(app, release())).toEqual([]);
    await expect(migrate(app, release('CREATE TABLE bars (code text);'))).rejects.toThrow(
      /still needs 0002-step-2, and this login may not make it .*DATABASE_OWNER_URL/,
    );
  });
});

test('processes that start at once queue up, and each file is applied once', async () => {
  const files = release('CREATE TABLE bars (code text);', "INSERT INTO bars VALUES ('B-1');");
  const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(owner, files)));
  expect(applied.flat().sort()).toEqual(['0001-roles', '0002-step-2', '0003-step-3']);
  expect(await query('SELECT code FROM bars')).toEqual([{ code: 'B-1' }]);
});

test.each(['BEGIN;\nSELECT 1;', 'SELECT 1;\n  commit ;', 'ROLLBACK;'])(
  'a file may not end its own transaction: %j',
  (sql) => {
    expect(() => release(sql)).toThrow(/bug: .* must leave its transaction to the runner/);
  },
);
