/**
 * The PostgreSQL server that all test files of a run share: DATABASE_URL where it is given, else the embedded one in a
 * folder of its own. One database is migrated once; each test file gets a clone of it (database.ts).
 */
import { rmSync } from 'node:fs';
import type { PoolConfig } from 'pg';
import { startEmbedded } from '../../src/database/embedded/start.js';
import { migrate } from '../../src/database/migrate.js';
import { checkServer, withClient } from '../../src/database/server.js';
import { isInMemory, runFolder } from './memory.js';

/** How the test files of a run, in their own processes, hear of the server. */
export interface TestServer {
  readonly owner: PoolConfig;
  readonly template: string;
  /** How PostgreSQL is to copy it. */
  readonly strategy: 'WAL_LOG' | 'FILE_COPY';
}

/** A fault is kept and shown by the files that want a database; those that want none run all the same. */
export async function startTestServer(): Promise<{ stop(): Promise<void> }> {
  const folder = runFolder();
  // Whatever the run's processes put in the system's folder for such things goes there, and away with it.
  process.env['TMPDIR'] = folder;
  const sweep = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  try {
    const { stop } = await start(folder);
    return { stop: () => stop().finally(sweep) };
  } catch (error) {
    process.env['TEST_SERVER_FAULT'] = error instanceof Error ? error.message : String(error);
    return { stop: () => Promise.resolve(sweep()) };
  }
}

async function start(folder: string): Promise<{ stop(): Promise<void> }> {
  const { owner, dataFolder, stop } = await server(folder);
  const template = `veta_template_${process.pid}`;
  const end = async (): Promise<void> => {
    await withClient(owner, (client) => client.query(`DROP DATABASE IF EXISTS ${template}`));
    await stop();
  };
  try {
    await checkServer(owner);
    await withClient(owner, (client) => client.query(`CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8'`));
    await migrate(inDatabase(owner, template));
    const strategy = isInMemory(dataFolder) ? 'FILE_COPY' : 'WAL_LOG';
    process.env['TEST_SERVER'] = JSON.stringify({ owner, template, strategy } satisfies TestServer);
  } catch (error) {
    await end();
    throw error;
  }
  return { stop: end };
}

interface Found {
  readonly owner: PoolConfig;
  readonly dataFolder: string;
  stop(): Promise<void>;
}

async function server(folder: string): Promise<Found> {
  const given = process.env['DATABASE_URL'];
  if (given === undefined) return { ...(await startEmbedded({ dataDir: `${folder}/server` })), dataFolder: folder };
  const owner = { connectionString: given };
  return { owner, dataFolder: await dataFolderOf(owner), stop: () => Promise.resolve() };
}

/** Empty where the login may not know. */
async function dataFolderOf(owner: PoolConfig): Promise<string> {
  try {
    const [row] = await withClient(owner, async (client) => (await client.query(`SHOW data_directory`)).rows);
    return String(row?.data_directory);
  } catch {
    return '';
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
