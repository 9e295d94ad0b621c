import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Ledger } from '../../src/ledger/ledger.js';
import { fsck } from '../../src/ledger/fsck.js';
import { openDataSource } from '../../src/database/connect.js';
import type { TestDatabase } from '../support/database.js';
import { jarDatabase, openTestLedger, put, signerFolder } from './counters.js';

describe('writers that share a database, and commits that fail', () => {
  let database: TestDatabase;
  let other: TestDatabase;
  let folder: string;
  let one: Ledger;
  let two: Ledger;

  beforeEach(async () => {
    database = await jarDatabase();
    folder = await signerFolder();
    other = { ...database, dataSource: await openDataSource(database.connection, []) };
    one = await openTestLedger(database, folder);
    two = await openTestLedger(other, folder);
  });

  afterEach(async () => {
    await one.close();
    await two.close();
    await other.dataSource.destroy();
    await database.drop();
  });

  const beans = async (jar = 'a') =>
    Number((await database.ownerQuery<{ beans: string }>('SELECT beans FROM jar WHERE id = $1', [jar]))[0]?.beans ?? 0);
  const expectWhole = async (size: number) =>
    expect(await fsck({ dataSource: database.dataSource, signerDir: folder })).toMatchObject({
      ok: true,
      size,
      faults: [],
    });

  test('two processes spend the last beans exactly, on one chain', async () => {
    const lot = randomUUID();
    await one.append(put({ beans: 30, lots: [lot] }));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 64 }, (_, i) => (i % 2 === 0 ? one : two).append(put({ beans: -1, lots: [lot] }))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
    expect(await beans()).toBe(0);
    await expectWhole(31);
  });

  test('one key asked of both processes at once is done once', async () => {
    const commands = Array.from({ length: 20 }, (_, i) => put({ key: `k${i}` }));
    const receipts = await Promise.all(commands.flatMap((command) => [one.append(command), two.append(command)]));
    expect(receipts.filter(({ repeated }) => repeated)).toHaveLength(20);
    expect(await beans()).toBe(20);
    await expectWhole(20);
  });

  test.each([
    ['lost before it', false],
    ['lost after it was done', true],
  ])('a connection %s at COMMIT records everything exactly once', async (_, persisted) => {
    failOnce(database, 'COMMIT', persisted);
    const receipts = await Promise.all(Array.from({ length: 10 }, () => one.append(put({ lots: [randomUUID()] }))));
    expect(new Set(receipts.map(({ entries }) => entries[0]?.idx)).size).toBe(10);
    expect(receipts.every(({ repeated }) => repeated === persisted)).toBe(true);
    await one.append(put());
    expect(await beans()).toBe(11);
    await expectWhole(11);
  });

  test.each(['START TRANSACTION', 'ledger_lock_state', 'ledger_insert_entries', 'ledger_move_state'])(
    'a connection lost at %s records everything exactly once',
    async (at) => {
      failOnce(database, at, false);
      await Promise.all(Array.from({ length: 10 }, () => one.append(put())));
      expect(await beans()).toBe(10);
      await expectWhole(10);
    },
  );

  test('a server that ends every session under load loses and doubles nothing', async () => {
    const work = Promise.all(
      Array.from({ length: 300 }, async (_, i) => {
        await new Promise((done) => setTimeout(done, i * 3));
        return one.append(put({ lots: [randomUUID()] }));
      }),
    );
    // Often enough to meet every step, and not for ever: on a slow machine no commit would be quicker than the next blow.
    let blows = 25;
    const killer = setInterval(() => {
      if (blows-- <= 0) return;
      void database.ownerQuery(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'veta'`,
      );
    }, 120);
    const receipts = await work.finally(() => clearInterval(killer));
    expect(new Set(receipts.flatMap(({ entries }) => entries.map(({ idx }) => idx))).size).toBe(300);
    expect(await beans()).toBe(300);
    await expectWhole(300);
  });
});

/** The next statement of this text or name fails as a lost connection does: before it was done, or after. */
function failOnce(database: TestDatabase, what: string, persisted: boolean): void {
  const pool = (database.dataSource.driver as unknown as { master: Pool }).master;
  let failed = false;
  pool.on('acquire', (client) => {
    const query = client.query.bind(client) as (...all: unknown[]) => Promise<unknown>;
    (client as { query: unknown }).query = async (...parameters: unknown[]) => {
      const [sql] = parameters as [string | { name: string }];
      if (failed || (typeof sql === 'string' ? sql : sql.name) !== what) return query(...parameters);
      failed = true;
      if (persisted) await query(...parameters);
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      throw new Error('Connection terminated unexpectedly');
    };
  });
}
