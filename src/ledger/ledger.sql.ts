/**
 * The SQL of the hot path, all of it: what a batch asks and writes, in this order, inside one transaction.
 *
 * Lists travel as arrays and are unnested, so that a batch of 256 commands costs as many statements as a batch of one.
 * Each statement has a name, under which its connection prepares it once.
 */
import type { PoolClient } from 'pg';
import type { QueryRunner } from 'typeorm';

export interface Sql {
  readonly name: string;
  readonly text: string;
}

/** Runs a named statement on the transaction's own connection. */
export async function run<Row>(tx: QueryRunner, sql: Sql, values: readonly unknown[] = []): Promise<Row[]> {
  const client: PoolClient = await tx.connect();
  return (await client.query({ ...sql, values: [...values] })).rows as Row[];
}

export interface StateRow {
  origin: string;
  size: string;
  root: Buffer;
  frontier: Buffer;
  received_ms: string;
}

/** First of all: this row's lock is the fence between writers. Two who both read size 7 would both write index 7. */
export const LOCK_STATE: Sql = {
  name: 'ledger_lock_state',
  text: 'SELECT origin, size, root, frontier, received_ms FROM log_state WHERE id = 1 FOR UPDATE',
};

export interface AnsweredRow {
  org: string;
  key: string;
  digest: Buffer;
  result: unknown;
  first_idx: string;
  sids: Buffer[];
  leaves: Buffer[];
}

/**
 * Which of these (org, key) were done before, and what was answered. Each answer's entries are read by their own range: as
 * a join the planner would sooner or later scan the whole log for them.
 */
export const FIND_ANSWERED: Sql = {
  name: 'ledger_find_answered',
  text: `
    SELECT i.org, i.key, i.digest, i.result, i.first_idx,
           ARRAY(SELECT s.sid FROM statement s WHERE s.idx >= i.first_idx AND s.idx < i.first_idx + i.entries ORDER BY s.idx) AS sids,
           ARRAY(SELECT e.leaf FROM entry e WHERE e.idx >= i.first_idx AND e.idx < i.first_idx + i.entries ORDER BY e.idx) AS leaves
      FROM unnest($1::text[], $2::text[]) AS asked(org, key)
      JOIN idempotency i USING (org, key)`,
};

export interface HeadRow {
  lot: string;
  seq: number;
  leaf: Buffer;
}

export interface PolicyRow {
  idx: string;
  bytes: Buffer;
}

/** What organisations said of who speaks for them, from this index on; asked only where another process has written. */
export const FIND_POLICIES: Sql = {
  name: 'ledger_find_policies',
  text: `SELECT idx, bytes FROM statement WHERE type = 'policy.set' AND idx >= $1 ORDER BY idx`,
};

/** The newest link of each of these lots. */
export const FIND_HEADS: Sql = {
  name: 'ledger_find_heads',
  text: `
    SELECT asked.lot, head.seq, head.leaf
      FROM unnest($1::uuid[]) AS asked(lot)
     CROSS JOIN LATERAL (SELECT seq, leaf FROM lot_link WHERE lot = asked.lot ORDER BY seq DESC LIMIT 1) AS head`,
};

export const INSERT_STATEMENTS: Sql = {
  name: 'ledger_insert_statements',
  text: `
    INSERT INTO statement (sid, idx, org, type, bytes)
    SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::text[], $4::text[], $5::bytea[])`,
};

/** After the statements and before their entries: the database refuses one that comes later. */
export const INSERT_SIGNATURES: Sql = {
  name: 'ledger_insert_signatures',
  text: 'INSERT INTO signature (sid, kid, sig) SELECT * FROM unnest($1::bytea[], $2::text[], $3::bytea[])',
};

/** Who recorded what, beside the ledger. */
export const INSERT_AUTHORS: Sql = {
  name: 'ledger_insert_authors',
  text: 'INSERT INTO recorded_by (sid, org, by) SELECT * FROM unnest($1::bytea[], $2::text[], $3::text[])',
};

/** After the statements: the database refuses an entry that has none. */
export const INSERT_ENTRIES: Sql = {
  name: 'ledger_insert_entries',
  text: 'INSERT INTO entry (idx, leaf, bytes) SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[])',
};

/** After the entries: the database refuses a link whose entry is another. */
export const INSERT_LINKS: Sql = {
  name: 'ledger_insert_links',
  text: `
    INSERT INTO lot_link (lot, seq, prev, leaf, idx)
    SELECT * FROM unnest($1::uuid[], $2::integer[], $3::bytea[], $4::bytea[], $5::bigint[])`,
};

export const INSERT_ANSWERS: Sql = {
  name: 'ledger_insert_answers',
  text: `
    INSERT INTO idempotency (org, key, digest, actor, first_idx, entries, result)
    SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::text[], $5::bigint[], $6::integer[], $7::jsonb[])`,
};

/** Last: the database refuses a state that does not count its entries. */
export const MOVE_STATE: Sql = {
  name: 'ledger_move_state',
  text: 'UPDATE log_state SET size = $1, root = $2, frontier = $3, received_ms = $4 WHERE id = 1',
};
