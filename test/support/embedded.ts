/** What tests of the embedded server share: folders, children to kill, and rows to find again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PoolConfig } from 'pg';
import { startEmbedded, type Running } from '../../src/database/embedded/start.js';
import { withClient } from '../../src/database/server.js';

const LOADER = new URL('typescript-loader.js', import.meta.url).href;
const CHILD = fileURLToPath(new URL('embedded-child.ts', import.meta.url));

const made: string[] = [];
afterAll(() => {
  // A server that a test orphaned may still be writing its last file.
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

/** A new folder that nobody but ourselves can enter, gone when the test file is done. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'veta-embedded-'));
  made.push(folder);
  return folder;
}

export function newDataDir(): string {
  return join(newFolder(), 'data');
}

export interface Child {
  readonly process: ChildProcess;
  /** Why it has no server; the rest is then absent. */
  readonly refused?: string;
  /** Process number of the server it started. */
  readonly pid: number;
  readonly owner: PoolConfig;
}

/** Another Veta process on that folder, once its server is ready or refused. */
export async function startChild(dataDir: string): Promise<Child> {
  const child = spawn(process.execPath, ['--import', LOADER, CHILD, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { process: child, ...(JSON.parse(line) as Omit<Child, 'process'>) };
}

export async function kill({ process: child }: Child, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

export async function withServer<T>(dataDir: string, work: (server: Running) => Promise<T>): Promise<T> {
  const server = await startEmbedded({ dataDir });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

export function writeBar(owner: PoolConfig, code: string): Promise<unknown> {
  return query(owner, `CREATE TABLE IF NOT EXISTS bars (code text); INSERT INTO bars VALUES ('${code}')`);
}

export async function readBars(owner: PoolConfig): Promise<unknown[]> {
  return (await query(owner, 'SELECT code FROM bars ORDER BY code')).map(({ code }) => code);
}

export function query(login: PoolConfig, sql: string): Promise<Record<string, unknown>[]> {
  return withClient(login, async (client) => (await client.query(sql)).rows as Record<string, unknown>[]);
}

export async function ends(pid: number, withinMs = 15_000): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(20)) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
  }
  return false;
}
