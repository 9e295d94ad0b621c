import { randomUUID } from 'node:crypto';
import { EMPTY_ROOT, leafHash } from '../../src/core/log/tree/merkle.js';
import { sidOf } from '../../src/core/log/entry.js';
import { utf8 } from '../../src/core/bytes.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { checkDatabaseRules } from '../../src/ledger/start-up.js';
import type { TestDatabase } from '../support/database.js';
import { jarDatabase, openTestLedger, put, signerFolder } from './counters.js';

const HISTORY = ['entry', 'statement', 'signature', 'lot_link', 'tile', 'checkpoint', 'idempotency', 'log_state'];
/** Any column of each table, to try to change. */
const COLUMN: Record<string, string> = {
  entry: 'bytes',
  signature: 'kid',
  statement: 'bytes',
  lot_link: 'prev',
  tile: 'hashes',
  checkpoint: 'note',
  idempotency: 'result',
  log_state: 'origin',
};

describe('what the database itself refuses', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  const lot = randomUUID();

  beforeAll(async () => {
    database = await jarDatabase();
    ledger = await openTestLedger(database, await signerFolder());
    await ledger.append(put({ lots: [lot] }));
    await ledger.append(put({ lots: [lot] }));
    await ledger.checkpoint();
  });

  afterAll(async () => {
    await ledger.close();
    await database.drop();
  });

  const asApp = (sql: string, values: unknown[] = []) => database.dataSource.query(sql, values);

  test.each(HISTORY)('the application may not change, delete or empty %s', async (table) => {
    const update = `UPDATE ${table} SET ${COLUMN[table]} = ${COLUMN[table]}`;
    if (table === 'log_state') await expect(asApp(update)).resolves.toBeDefined();
    else await expect(asApp(update)).rejects.toThrow('permission denied');
    await expect(asApp(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
    await expect(asApp(`TRUNCATE ${table}`)).rejects.toThrow('permission denied');
    await expect(asApp(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)).rejects.toThrow('must be owner');
    await expect(asApp(`DROP TABLE ${table}`)).rejects.toThrow('must be owner');
  });

  test.each(HISTORY)(
    'not even the owner may empty %s, with triggers for replication silenced or not',
    async (table) => {
      for (const role of ['origin', 'replica']) {
        const set = `SET session_replication_role = ${role};`;
        await expect(database.ownerQuery(`${set} TRUNCATE ${table} CASCADE`)).rejects.toThrow(
          'history is only ever added to',
        );
        if (table === 'log_state') continue;
        const update = `${set} UPDATE ${table} SET ${COLUMN[table]} = ${COLUMN[table]}`;
        await expect(database.ownerQuery(update)).rejects.toThrow('history is only ever added to');
        await expect(database.ownerQuery(`${set} DELETE FROM ${table}`)).rejects.toThrow(
          'history is only ever added to',
        );
      }
    },
  );

  test('the log state does not go back, lose its root or count entries that are not there', async () => {
    await expect(asApp('UPDATE log_state SET size = 1')).rejects.toThrow(/log_state|does not go back/);
    await expect(asApp(`UPDATE log_state SET received_ms = 0`)).rejects.toThrow('does not go back');
    await expect(asApp(`UPDATE log_state SET origin = 'other'`)).rejects.toThrow('does not go back');
    const three = Buffer.concat([EMPTY_ROOT, EMPTY_ROOT]);
    await expect(asApp('UPDATE log_state SET size = 3, frontier = $1', [three])).rejects.toThrow('count the entries');
    await expect(asApp(`INSERT INTO log_state VALUES (2, 'x', 0, sha256(''), '', 0)`)).rejects.toThrow(
      'log_state_id_check',
    );
  });

  const statement = (idx: number) => {
    const bytes = utf8(`forged ${randomUUID()}`);
    return asApp('INSERT INTO statement (sid, idx, org, type, bytes) VALUES ($1, $2, $3, $3, $4)', [
      sidOf(bytes),
      idx,
      'x',
      bytes,
    ]);
  };
  const entry = (idx: number, leaf?: Uint8Array) => {
    const bytes = utf8(`forged ${randomUUID()}`);
    return asApp('INSERT INTO entry (idx, leaf, bytes) VALUES ($1, $2, $3)', [idx, leaf ?? leafHash(bytes), bytes]);
  };
  const link = (seq: number, prev: Uint8Array | null, idx = 1, leaf?: Uint8Array) =>
    asApp(
      'INSERT INTO lot_link (lot, seq, prev, leaf, idx) VALUES ($1, $2, $3, coalesce($4, (SELECT leaf FROM entry WHERE idx = $5)), $5)',
      [lot, seq, prev, leaf ?? null, idx],
    );
  const leafAt = async (idx: number) =>
    (await database.ownerQuery<{ leaf: Buffer }>('SELECT leaf FROM entry WHERE idx = $1', [idx]))[0]?.leaf ??
    Buffer.of();

  test('an index is used once, without a gap, and with its statement', async () => {
    await expect(entry(1)).rejects.toThrow('entry_pkey');
    await expect(entry(3)).rejects.toThrow('gap in the index');
    await expect(entry(-1)).rejects.toThrow('entry_idx_check');
    await expect(entry(2)).rejects.toThrow('has no statement');
    await expect(statement(1)).rejects.toThrow('statement_idx_key');
  });

  test('a hash that is not of its bytes is refused', async () => {
    await expect(entry(2, EMPTY_ROOT)).rejects.toThrow('entry_leaf_is_its_hash');
    await expect(asApp(`INSERT INTO statement VALUES ($1, 2, 'x', 'x', 'abc')`, [EMPTY_ROOT])).rejects.toThrow(
      'statement_sid_is_its_hash',
    );
  });

  test('a lot has one beginning and one continuation', async () => {
    await expect(link(0, null)).rejects.toThrow('lot_link_pkey');
    await expect(link(1, null)).rejects.toThrow('lot_link_genesis');
    await expect(link(2, null)).rejects.toThrow('lot_link_genesis');
    await expect(link(2, await leafAt(0))).rejects.toThrow('lot_link_no_fork');
    await expect(link(3, await leafAt(1))).rejects.toThrow('does not continue its chain');
    await expect(link(2, EMPTY_ROOT)).rejects.toThrow('does not continue its chain');
    await expect(link(2, await leafAt(1), 0)).rejects.toThrow('does not continue its chain');
    await expect(link(2, await leafAt(1), 1, EMPTY_ROOT)).rejects.toThrow('does not continue its chain');
  });

  test.each([
    ['a trigger switched off', 'ALTER TABLE entry DISABLE TRIGGER entry_append_only', 'entry_append_only'],
    ['a trigger for ordinary sessions only', 'ALTER TABLE entry ENABLE TRIGGER entry_dense', 'entry_dense'],
    ['a trigger dropped', 'DROP TRIGGER lot_link_chained ON lot_link', 'lot_link_chained'],
    ['a constraint dropped', 'ALTER TABLE lot_link DROP CONSTRAINT lot_link_no_fork', 'lot_link_no_fork'],
    ['durability switched off', `ALTER DATABASE :db SET synchronous_commit = off`, 'would not be durable'],
    [
      'a function that looks the other way',
      `CREATE OR REPLACE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
      'not those of this version',
    ],
    [
      'a check that is loose',
      `ALTER TABLE entry DROP CONSTRAINT entry_idx_check, ADD CONSTRAINT entry_idx_check CHECK (idx >= -5)`,
      'not those of this version',
    ],
  ])('%s is seen at the start', async (_, sql, sentence) => {
    const tampered = await jarDatabase();
    const name = (await tampered.ownerQuery<{ name: string }>('SELECT current_database() AS name'))[0]?.name ?? '';
    await tampered.ownerQuery(sql.replace(':db', name));
    await tampered.dataSource.destroy();
    await tampered.dataSource.initialize();
    await expect(checkDatabaseRules(tampered.dataSource)).rejects.toThrow(sentence);
    await tampered.drop();
  });
});
