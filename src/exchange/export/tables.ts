/**
 * What the database keeps of an organisation beside the history, table by table: whatever has an `org` and may be read by
 * tenants, so that a table made later is taken along without anybody thinking of it.
 */
import type { DataSource } from 'typeorm';
import { readAs } from '../../database/tenant.js';
import type { Sight } from '../../http/sight.js';

const ROWS = 500;

/** Written out elsewhere in the export, opened and proven; or no more than an answer once given. */
const ELSEWHERE = [
  'statement',
  'document_file',
  'private_value',
  'private_member',
  'disclosure',
  'member',
  'idempotency',
];

/** Sealed under keys that do not leave, or bytes of papers: as hex they would be of no use. */
const UNREADABLE = new Set(['sealed', 'subject', 'payload', 'bytes', 'hash', 'request']);

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly keys: readonly string[];
}

/** Only what the reader was granted, and with a primary key to page by. */
const TABLES = `
SELECT c.relname AS name,
       array_agg(a.attname::text ORDER BY a.attnum) AS columns,
       (SELECT array_agg(k.attname::text ORDER BY array_position(i.indkey::int2[], k.attnum))
          FROM pg_index i JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = ANY (i.indkey)
         WHERE i.indrelid = c.oid AND i.indisprimary) AS keys
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity AND c.relname <> ALL ($1::text[])
   AND has_column_privilege('veta_reader', c.oid, a.attnum, 'SELECT')
   AND EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'org' AND NOT o.attisdropped)
   AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
 GROUP BY c.oid, c.relname ORDER BY c.relname COLLATE "C"`;

/** Pages of rows as JSON objects, in the order of their keys. */
export async function* tablesOf(
  dataSource: DataSource,
  sight: Sight,
  org: string,
): AsyncGenerator<{ readonly name: string; readonly rows: readonly object[] }> {
  const tables: Table[] = await dataSource.query(TABLES, [ELSEWHERE]);
  for (const table of tables) {
    const sql = pageOf(table, sight.own('t.org'));
    for (let after: object | null = null; ;) {
      const values: unknown[] = [org, after === null ? null : JSON.stringify(after)];
      const found: Row[] = await readAs(dataSource, org, (tx) => tx.query<Row[]>(sql, values));
      if (found.length > 0) yield { name: table.name, rows: found.map(({ row }) => row) };
      if (found.length < ROWS) break;
      after = found.at(-1)?.key ?? null;
    }
  }
}

interface Row {
  readonly row: object;
  readonly key: object;
}

/** $1 organisation, $2 key of the row before the first. Names are the catalog's own. */
function pageOf({ name, columns, keys }: Table, own: string): string {
  const shown = columns.filter((column) => !UNREADABLE.has(column));
  return `SELECT ${object(shown)} AS row, ${object(keys)} AS key FROM "${name}" t
    WHERE ${own} AND ($2::jsonb IS NULL OR (${listed('t', keys)}) > (SELECT ${listed('k', keys)}
      FROM jsonb_populate_record(NULL::"${name}", $2::jsonb) k))
    ORDER BY ${listed('t', keys)} LIMIT ${ROWS}`;
}

function listed(of: string, names: readonly string[]): string {
  return names.map((one) => `${of}."${one}"`).join(', ');
}

function object(names: readonly string[]): string {
  return `jsonb_build_object(${names.map((one) => `'${one}', t."${one}"`).join(', ')})`;
}
