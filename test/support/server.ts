/**
 * The PostgreSQL server that all test files of a run share: DATABASE_URL where it is given, else the embedded one in a
 * folder of its own. One database is migrated once; each test file gets a clone of it (database.ts).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { startEmbedded } from '../../src/database/embedded/start.js';
import { migrate } from '../../src/database/migrate.js';
import { checkServer, withClient } from '../../src/database/server.js';

/** How the test files of a run, in their own processes, hear of the server. */
export interface TestServer {
  readonly owner: PoolConfig;
  readonly template: string;
}

/** A fault is kept and shown by the files that want a database; those that want none run all the same. */
export async function startTestServer(): Promise<{ stop(): Promise<void> }> {
  try {
    return await start();
  } catch (error) {
    process.env['TEST_SERVER_FAULT'] = error instanceof Error ? error.message : String(error);
    return { stop: () => Promise.resolve() };
  }
}

async function start(): Promise<{ stop(): Promise<void> }> {
  const { owner, stop } = await server();
  const template = `veta_template_${process.pid}`;
  const end = async (): Promise<void> => {
    await withClient(owner, (client) => client.query(`DROP DATABASE IF EXISTS ${template}`));
    await stop();
  };
  try {
    await checkServer(owner);
    await withClient(owner, (client) => client.query(`CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8'`));
    await migrate(inDatabase(owner, template));
    process.env['TEST_SERVER'] = JSON.stringify({ owner, template } satisfies TestServer);
  } catch (error) {
    await end();
    throw error;
  }
  return { stop: end };
}

async function server(): Promise<{ owner: PoolConfig; stop(): Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined) return { owner: { connectionString: given }, stop: () => Promise.resolve() };
  const dataDir = mkdtempSync(join(tmpdir(), 'veta-test-'));
  const sweep = (): void => rmSync(dataDir, { recursive: true, force: true });
  try {
    const { owner, stop } = await startEmbedded({ dataDir });
    return { owner, stop: () => stop().then(sweep) };
  } catch (error) {
    sweep();
    throw error;
  }
}

/** The same login in another database. A connection string outranks the fields beside it, so it is the string that changes. */
export function inDatabase(login: PoolConfig, database: string): PoolConfig {
  if (login.connectionString === undefined) return { ...login, database };
  const url = new URL(login.connectionString);
  url.pathname = `/${database}`;
  return { ...login, connectionString: url.href };
}

/** The same server and database by another login. */
export function asLogin(connection: PoolConfig, user: string, password: string): PoolConfig {
  if (connection.connectionString === undefined) return { ...connection, user, password };
  const url = new URL(connection.connectionString);
  url.username = user;
  url.password = password;
  return { ...connection, connectionString: url.href };
}
