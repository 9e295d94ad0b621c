/** What the journal takes from the database beside an entry's bytes: rows of tables that nobody could make again. */
import type { DataSource } from 'typeorm';
import { toBase64 } from '../../core/bytes.js';
import { entryBytes } from '../../core/log/entry.js';
import type { Checked } from '../signer/check/check.js';
import type { DataKeyRow } from './data-keys.js';
import type { Beside, Journaled } from './journal.js';

/** Tables in the order in which their rows are put back. An answer belongs to the first entry it was given for. */
export const BESIDE = ['signature', 'private_value', 'idempotency'] as const;

const ROWS = `
  SELECT s.idx::float8 AS idx,
         (SELECT jsonb_agg(to_jsonb(g))::text FROM signature g WHERE g.sid = s.sid) AS signature,
         (SELECT jsonb_agg(to_jsonb(p))::text FROM private_value p WHERE p.sid = s.sid) AS private_value,
         (SELECT jsonb_agg(to_jsonb(i))::text FROM idempotency i WHERE i.first_idx = s.idx) AS idempotency
    FROM statement s WHERE s.idx >= $1 AND s.idx <= $2 ORDER BY s.idx`;

type Row = { readonly idx: number } & Readonly<Record<(typeof BESIDE)[number], string | null>>;

const KEYS = `
  SELECT encode(k.subject, 'hex') AS subject, to_jsonb(k)::text AS row FROM data_key k
   WHERE k.subject IN (SELECT p.subject FROM statement s JOIN private_value p USING (sid) WHERE s.idx >= $1 AND s.idx <= $2)`;

/** The data keys by which the private values of these entries open. */
export function dataKeysOf(dataSource: DataSource, checked: readonly Checked[]): Promise<DataKeyRow[]> {
  return dataSource.query(KEYS, [checked[0]?.idx ?? 0, checked.at(-1)?.idx ?? -1]);
}

/** The entries as the journal keeps them: bytes as they were checked, and the rows beside them. */
export async function journaled(dataSource: DataSource, checked: readonly Checked[]): Promise<Journaled[]> {
  const rows: Row[] = await dataSource.query(ROWS, [checked[0]?.idx ?? 0, checked.at(-1)?.idx ?? -1]);
  const byIdx = new Map(rows.map((row) => [row.idx, row]));
  return checked.map(({ idx, entry, statementBytes }) => {
    const row = byIdx.get(idx);
    if (row === undefined) throw new Error(`bug: statement ${idx} was there a moment ago`);
    const beside: Beside = Object.fromEntries(
      BESIDE.flatMap((table) => (row[table] === null ? [] : [[table, row[table]]])),
    );
    return { idx, entry: toBase64(entryBytes(entry)), statement: toBase64(statementBytes), beside };
  });
}
