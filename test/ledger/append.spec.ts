import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import type { Pool } from 'pg';
import type { Command, Receipt } from '../../src/ledger/command.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { History } from '../../src/ledger/history.js';
import { fsck } from '../../src/ledger/fsck.js';
import type { TestDatabase } from '../support/database.js';
import { jars, jarDatabase, openTestLedger, put, signerFolder } from './counters.js';

describe('appending to the ledger', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  let history: History;

  beforeEach(async () => {
    database = await jarDatabase();
    ledger = await openTestLedger(database, await signerFolder());
    history = new History(database.dataSource);
  });

  afterEach(async () => {
    await ledger.close();
    await database.drop();
  });

  const sizeOf = async () =>
    Number((await database.ownerQuery<{ size: string }>('SELECT size FROM log_state'))[0]?.size);
  const beansIn = async (jar: string) =>
    Number((await database.ownerQuery<{ beans: string }>('SELECT beans FROM jar WHERE id = $1', [jar]))[0]?.beans);

  test('a refused command leaves no trace and does not spoil the batch it came in', async () => {
    const lot = randomUUID();
    const [first, refused, last] = await Promise.allSettled([
      ledger.append(put({ beans: 5, lots: [lot] })),
      ledger.append(put({ beans: -6, lots: [lot] })),
      ledger.append(put({ beans: -5, lots: [lot] })),
    ]);
    expect(first).toMatchObject({ value: { result: { before: 0 }, entries: [{ idx: 0 }], repeated: false } });
    expect(refused).toMatchObject({ reason: { code: 'overspent', detail: { left: '5', asked: '6' } } });
    expect(last).toMatchObject({ value: { result: { before: 5 }, entries: [{ idx: 1 }] } });
    expect((await history.historyOf([lot])).map(({ links }) => links[0]?.seq)).toEqual([0, 1]);
    expect(await sizeOf()).toBe(2);
    expect(await database.ownerQuery('SELECT * FROM idempotency')).toHaveLength(2);
  });

  test.each([
    ['more than 300 lots', { lots: Array.from({ length: 301 }, () => randomUUID()) }, 'too-many-lots'],
    ['more than 48 KiB', { note: 'x'.repeat(49_152) }, 'too-large'],
    ['a character no database text can hold', { note: 'a\0b' }, 'malformed'],
  ])('a statement of %s is refused', async (_, content, code) => {
    await expect(ledger.append(put(content))).rejects.toMatchObject({ name: 'Rejection', code });
    expect(await sizeOf()).toBe(0);
  });

  test('300 lots and a backslash before u0000 are fine', async () => {
    const lots = Array.from({ length: 300 }, () => randomUUID());
    await ledger.append(put({ lots, note: 'a\\u0000b' }));
    const [past] = await history.historyOf(lots.slice(7, 9));
    expect(past?.links.map(({ lot }) => lot)).toEqual(lots.toSorted());
    expect(past?.statement.lots).toEqual(lots);
  });

  test.each<[string, Partial<Command<{ before: number }>>]>([
    [
      'a decision that throws',
      {
        decide: () => {
          throw new TypeError('undefined is not a lot');
        },
      },
    ],
    ['a lot the command did not name', { needs: { jars: ['a'] }, decide: put({ lots: [randomUUID()] }).decide }],
    ['facts nobody registered', { decide: (facts) => ({ drafts: [], result: { before: facts('beads').size } }) }],
    ['a projection that cannot fold it', { decide: put({ type: 'test.broken' }).decide }],
    ['a row the database refuses', { decide: put({ beans: 2_000_000 }).decide }],
  ])('%s is a bug of one command, and the others are recorded', async (_, fault) => {
    const broken = { ...put({ key: 'broken' }), ...fault };
    const outcomes = await Promise.allSettled([ledger.append(put()), ledger.append(broken), ledger.append(put())]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).not.toMatchObject({ reason: { name: 'Rejection' } });
    expect([await sizeOf(), await beansIn('a')]).toEqual([2, 2]);
    expect(ledger.trouble).toBeUndefined();
  });

  test('64 clients at once spend the last beans exactly', async () => {
    await ledger.append(put({ beans: 40 }));
    const outcomes = await Promise.allSettled(Array.from({ length: 64 }, () => ledger.append(put({ beans: -1 }))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(40);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'overspent' });
    }
    expect([await beansIn('a'), await sizeOf()]).toEqual([0, 41]);
  });

  test('a clock that goes back does not take the log with it', async () => {
    await ledger.close();
    let clock = Date.parse('2026-07-01T00:00:00.000Z');
    ledger = await openTestLedger(database, await signerFolderOf(), () => clock);
    await ledger.append(put());
    clock -= 3_600_000;
    await ledger.append(put());
    const received = (await history.byIndexes([0, 1])).map(({ receivedAt }) => receivedAt);
    expect(received).toEqual(['2026-07-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z']);
  });
  const signerFolderOf = async () => {
    // A log that was never written to may be opened with a new key: there is nothing yet that the old one signed.
    await database.ownerQuery('ALTER TABLE checkpoint DISABLE TRIGGER ALL');
    await database.ownerQuery('DELETE FROM checkpoint');
    await database.ownerQuery('ALTER TABLE checkpoint ENABLE ALWAYS TRIGGER checkpoint_append_only');
    return signerFolder();
  };

  test('a fresh command sees everything before it committed', async () => {
    const seen: string[] = [];
    const fresh = { ...put({ fresh: true }), needs: { jars: ['a'], watch: ['any'] } };
    ledger.register<string>({
      kind: 'watch',
      load: async (tx) => {
        const [row] = (await tx.query('SELECT size FROM log_state')) as { size: string }[];
        seen.push(row?.size ?? '');
        return new Map();
      },
      evolve: () => [],
      save: async () => undefined,
    });
    await Promise.all([ledger.append(put()), ledger.append(put()), ledger.append(fresh), ledger.append(put())]);
    expect(seen).toEqual(['2']);
  });

  test('a batch of 200 asks no more of the database than a batch of one', async () => {
    const statements = countStatements(database);
    await ledger.append(put({ lots: [randomUUID()] }));
    const one = statements();
    expect(one).toBeGreaterThan(5);
    await Promise.all(Array.from({ length: 200 }, (_, i) => ledger.append(put({ jar: `${i}`, lots: [randomUUID()] }))));
    expect(statements() - one).toBe(one);
  });

  test('two projections of one name, and appending after closing, are refused', async () => {
    expect(() => ledger.register(jars)).toThrow('bug: two projections are named jars');
    const waiting = ledger.append(put());
    await ledger.close();
    await expect(waiting).resolves.toMatchObject({ repeated: false });
    await expect(ledger.append(put())).rejects.toThrow('closing');
  });

  test('any mix of commands leaves each jar with what its receipts say, and a history that fsck agrees with', async () => {
    const step = fc.record({
      jar: fc.constantFrom('x', 'y', 'z'),
      beans: fc.integer({ min: -5, max: 5 }),
      key: fc.constantFrom(...Array.from({ length: 12 }, (_, i) => `k${i}`)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const before = new Map(
          await Promise.all(['x', 'y', 'z'].map(async (jar) => [jar, (await beansIn(jar)) || 0] as const)),
        );
        const run = randomUUID();
        const outcomes = await Promise.allSettled(
          steps.map((one) => ledger.append(put({ ...one, key: run + one.key }))),
        );
        for (const [i, outcome] of outcomes.entries()) {
          const { jar, beans } = steps[i] as (typeof steps)[number];
          const accepted = outcome.status === 'fulfilled' && !(outcome.value as Receipt).repeated;
          if (accepted) before.set(jar, (before.get(jar) ?? 0) + beans);
        }
        for (const [jar, beans] of before) expect((await beansIn(jar)) || 0).toBe(beans);
      }),
      { numRuns: 25 },
    );
    expect(await fsck({ dataSource: database.dataSource })).toMatchObject({ ok: true, faults: [] });
  });
});

/** Statements sent inside transactions since the call: the writer's, and not the signer's, who has none. */
function countStatements(database: TestDatabase): () => number {
  let count = 0;
  const watched = new Set<unknown>();
  const pool = (database.dataSource.driver as unknown as { master: Pool }).master;
  pool.on('acquire', (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    let inTransaction = false;
    const query = client.query.bind(client) as (...all: unknown[]) => unknown;
    (client as { query: unknown }).query = (...parameters: unknown[]) => {
      if (parameters[0] === 'START TRANSACTION') inTransaction = true;
      if (inTransaction) count++;
      if (parameters[0] === 'COMMIT') inTransaction = false;
      return query(...parameters);
    };
  });
  return () => count;
}
