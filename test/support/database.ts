/** A database per test file, cloned from the run's migrated one: files neither see nor wait for each other. */
import { randomBytes } from 'node:crypto';
import { Pool, type PoolConfig } from 'pg';
import type { DataSource } from 'typeorm';
import { asAppRole } from '../../src/database/app-role.js';
import { openDataSource, type RowClass } from '../../src/database/connect.js';
import { withClient } from '../../src/database/server.js';
import { inDatabase, type TestServer } from './server.js';

export interface TestDatabase {
  /** Acts as the application's role `veta_app`, as the program does. */
  readonly dataSource: DataSource;
  readonly connection: PoolConfig;
  readonly ownerConnection: PoolConfig;
  /** Acts as the owner: to attack, and to look where the application may not. */
  ownerQuery<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** @param rows the row classes the test uses */
export async function cloneDatabase(rows: readonly RowClass[] = []): Promise<TestDatabase> {
  const { owner, template, strategy } = testServer();
  const name = `veta_test_${randomBytes(6).toString('hex')}`;
  await withClient(owner, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY ${strategy}`),
  );
  const ownerConnection = inDatabase(owner, name);
  const connection = await asAppRole(ownerConnection, ownerConnection);
  const dataSource = await openDataSource(connection, rows);
  const pool = new Pool({ ...ownerConnection, max: 2 });
  // Dropping the database ends idle sessions; the pool hears of it as an error nobody asked for.
  pool.on('error', () => undefined);
  return {
    dataSource,
    connection,
    ownerConnection,
    ownerQuery: async (sql, parameters = []) => (await pool.query(sql, parameters)).rows,
    drop: async () => {
      await Promise.all([dataSource.isInitialized ? dataSource.destroy() : undefined, pool.end()]);
      await withClient(owner, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database, as a new installation finds it. */
export async function emptyDatabase(): Promise<{ ownerConnection: PoolConfig; drop(): Promise<void> }> {
  const { owner } = testServer();
  const name = `veta_test_${randomBytes(6).toString('hex')}`;
  await withClient(owner, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`));
  return {
    ownerConnection: inDatabase(owner, name),
    drop: async () => {
      await withClient(owner, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

function testServer(): TestServer {
  const server = process.env['TEST_SERVER'];
  if (server === undefined) throw new Error(`no test database: ${process.env['TEST_SERVER_FAULT'] ?? 'not set up'}`);
  return JSON.parse(server) as TestServer;
}
