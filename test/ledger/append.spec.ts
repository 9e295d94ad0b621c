import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Pool } from 'pg';
import { toBase64Url, toHex } from '../../src/core/bytes.js';
import { commitment } from '../../src/core/log/entry.js';
import type { Command, Receipt } from '../../src/ledger/command.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { History } from '../../src/ledger/history.js';
import { fsck } from '../../src/ledger/fsck.js';
import type { TestDatabase } from '../support/database.js';
import { jars, jarDatabase, openTestLedger, ORIGIN, put, signerFolder } from './counters.js';

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

  test('the same key is done once and answered alike, in one batch and later', async () => {
    const command = put({ beans: 3, lots: [randomUUID()] });
    const [first, twin] = await Promise.all([ledger.append(command), ledger.append(command)]);
    const later = await ledger.append(command);
    expect(first.repeated).toBe(false);
    expect([twin, later]).toEqual([
      { ...first, repeated: true },
      { ...first, repeated: true },
    ]);
    expect(await beansIn('a')).toBe(3);
  });

  test('the same key for another request is refused, in one batch and later, and another organisation may use it', async () => {
    const command = put({ key: 'k', digest: 'one' });
    const other = put({ key: 'k', digest: 'two' });
    const [, reused] = await Promise.allSettled([ledger.append(command), ledger.append(other)]);
    expect(reused).toMatchObject({ reason: { code: 'key-reused' } });
    await expect(ledger.append(other)).rejects.toMatchObject({ code: 'key-reused' });
    await expect(ledger.append({ ...other, org: 'exporter' })).resolves.toMatchObject({ repeated: false });
  });

  test('a refused key may be tried again once the facts allow it', async () => {
    const take = put({ beans: -1, key: 'take' });
    await expect(ledger.append(take)).rejects.toMatchObject({ code: 'overspent' });
    await ledger.append(put());
    await expect(ledger.append(take)).resolves.toMatchObject({ result: { before: 1 }, repeated: false });
  });

  test('statements and entries have the frozen form, and hold only commitments to private values', async () => {
    const lots = [randomUUID(), randomUUID()];
    const base = put({ lots });
    const receipt = await ledger.append({
      ...base,
      decide: (facts) => {
        const { drafts, result } = base.decide(facts);
        const reveals = [
          { name: 'member', value: 'Rosa' },
          { name: 'price', value: { usd: '12.50' } },
        ];
        return { drafts: drafts.map((draft) => ({ ...draft, reveals })), result };
      },
    });
    const [past] = await history.byIndexes([0]);
    const disclosed = await history.disclosuresOf(past === undefined ? [] : [past.sid]);
    expect(receipt.entries[0]).toEqual({
      sid: toHex(past?.sid ?? new Uint8Array()),
      idx: 0,
      leaf: toBase64Url(past?.leaf ?? new Uint8Array()),
    });
    const { id, sd, ...rest } = past?.statement ?? { id: '', sd: [] };
    expect(rest).toEqual({
      v: 1,
      log: ORIGIN,
      type: 'beans.put',
      org: 'coop',
      at: '2026-07-01T12:00:00.000Z',
      lots,
      seen: [null, null],
      data: { jar: 'a', beans: 1 },
      attested: 'platform',
    });
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(disclosed.map(({ salt, name, value }) => commitment(salt, name, value)).toSorted()).toEqual(sd);
    expect(disclosed.map(({ name }) => name).toSorted()).toEqual(['member', 'price']);
    expect(new TextDecoder().decode(past?.statementBytes)).not.toMatch(/Rosa|12\.50/);
  });

  test('what is decided as one command stays together, and its second statement follows its first on the same lot', async () => {
    const lot = randomUUID();
    const base = put({ lots: [lot] });
    const receipt = await ledger.append({
      ...base,
      decide: (facts) => {
        const { drafts, result } = base.decide(facts);
        return { drafts: [...drafts, ...drafts, ...drafts], result };
      },
    });
    expect(receipt.entries.map(({ idx }) => idx)).toEqual([0, 1, 2]);
    const chain = await history.historyOf([lot]);
    expect(chain.map(({ links }) => links[0]?.prev)).toEqual([
      null,
      receipt.entries[0]?.leaf,
      receipt.entries[1]?.leaf,
    ]);
    expect(await ledger.append(base)).toEqual({ ...receipt, repeated: true });
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
