/**
 * The raw ceiling that rates are measured beside: as many writers putting rows of the same bytes into a table with nothing
 * but a primary key, each in a commit of its own, on the same server in the same minute.
 */
import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import type { Database } from '../../database/connect.js';
import { withClient } from '../../database/server.js';

/** The embedded server takes sixty connections, and the house has some of them. */
export const MOST_CONNECTIONS = 32;

/** Acts a second, rounded, while so many ask one after the other. */
export async function rateOf(writers: number, seconds: number, act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let done = 0;
  const write = async (): Promise<void> => {
    while (performance.now() - began < seconds * 1000) {
      await act();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return Math.round((done * 1000) / (performance.now() - began));
}

/** Rows a second of so many bytes. The table begins empty each time. */
export async function rawRate(
  { ownerConnection }: Pick<Database, 'ownerConnection'>,
  writers: number,
  seconds: number,
  bytes: number,
): Promise<number> {
  await withClient(ownerConnection, async (client) => {
    await client.query('DROP TABLE IF EXISTS bench_raw');
    await client.query('CREATE TABLE bench_raw (id bytea PRIMARY KEY, bytes bytea NOT NULL)');
  });
  const pool = new Pool({ ...ownerConnection, max: Math.min(writers, MOST_CONNECTIONS) });
  const insert = { name: 'bench_raw', text: 'INSERT INTO bench_raw (id, bytes) VALUES ($1, $2)' };
  try {
    return await rateOf(writers, seconds, () =>
      pool.query({ ...insert, values: [randomBytes(32), randomBytes(bytes)] }),
    );
  } finally {
    await pool.end();
    await withClient(ownerConnection, (client) => client.query('DROP TABLE bench_raw'));
  }
}
