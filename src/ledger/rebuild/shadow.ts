/**
 * A table made again beside the one that is there: same name, same columns, keys and checks, in the session's own schema,
 * gone with the transaction, or kept until the session drops what it keeps.
 */
import type { EntityManager } from 'typeorm';
import type { RebuiltTable } from '../projection.js';

export interface TableDifference {
  readonly table: string;
  /** Rows that history makes. */
  readonly rows: number;
  /** Made by history and not there. */
  readonly missing: number;
  /** There, and made by no entry. */
  readonly extra: number;
  readonly changed: number;
  /** Keys of the first of them. */
  readonly first: readonly string[];
}

const MOST_NAMED = 20;

export async function shadowTable(
  tx: EntityManager,
  { name }: RebuiltTable,
  atCommit: 'DROP' | 'PRESERVE ROWS' = 'DROP',
): Promise<void> {
  await tx.query(`CREATE TEMP TABLE ${name} (LIKE public.${name} INCLUDING ALL) ON COMMIT ${atCommit}`);
}

/** Notes which rows differ, under their keys, in `difference_<table>`. */
export async function compareTable(tx: EntityManager, { name, kept = [] }: RebuiltTable): Promise<TableDifference> {
  const { keys, columns } = await columnsOf(tx, name);
  const same = keys.map((key) => `o.${key} = n.${key}`).join(' AND ');
  for (const column of kept) {
    await tx.query(
      `UPDATE pg_temp.${name} n SET ${column} = o.${column} FROM public.${name} o
        WHERE ${same} AND n.${column} IS NOT NULL AND o.${column} IS NOT NULL`,
    );
  }
  const row = (of: string): string => columns.map((column) => `${of}.${column}`).join(', ');
  const [key] = keys;
  await tx.query(
    `CREATE TEMP TABLE difference_${name} ON COMMIT DROP AS
     SELECT ${keys.map((one) => `coalesce(n.${one}, o.${one}) AS ${one}`).join(', ')},
            CASE WHEN o.${key} IS NULL THEN 'missing' WHEN n.${key} IS NULL THEN 'extra' ELSE 'changed' END AS what
       FROM public.${name} o FULL JOIN pg_temp.${name} n ON ${same}
      WHERE ROW (${row('o')}) IS DISTINCT FROM ROW (${row('n')})`,
  );
  const names = keys.map((one) => `${one}::text`).join(` || '/' || `);
  const [found]: Omit<TableDifference, 'table'>[] = await tx.query(
    `SELECT (SELECT count(*)::float8 FROM pg_temp.${name}) AS rows,
            (count(*) FILTER (WHERE what = 'missing'))::float8 AS missing,
            (count(*) FILTER (WHERE what = 'extra'))::float8 AS extra,
            (count(*) FILTER (WHERE what = 'changed'))::float8 AS changed,
            coalesce((array_agg(what || ' ' || ${names} ORDER BY ${names}))[1:${MOST_NAMED}], '{}') AS first
       FROM difference_${name}`,
  );
  if (found === undefined) throw new Error('bug: one row of counts expected');
  return { table: name, ...found };
}

/** Puts the rows of history in the place of those that differ. */
export async function replaceRows(tx: EntityManager, { name }: RebuiltTable): Promise<void> {
  const { keys, columns } = await columnsOf(tx, name);
  const same = keys.map((key) => `t.${key} = d.${key}`).join(' AND ');
  await tx.query(`DELETE FROM public.${name} t USING difference_${name} d WHERE ${same} AND d.what <> 'missing'`);
  await tx.query(
    `INSERT INTO public.${name} (${columns.join(', ')})
     SELECT ${columns.map((column) => `t.${column}`).join(', ')}
       FROM pg_temp.${name} t JOIN difference_${name} d ON ${same} AND d.what <> 'extra'`,
  );
}

/** Of the primary key, and of the table, quoted. */
async function columnsOf(tx: EntityManager, name: string): Promise<{ keys: string[]; columns: string[] }> {
  const rows: { name: string; key: boolean }[] = await tx.query(
    `SELECT quote_ident(a.attname) AS name, a.attnum = ANY (i.indkey) AS key
       FROM pg_attribute a JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
      WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [`public.${name}`],
  );
  const keys = rows.filter(({ key }) => key).map(({ name }) => name);
  if (keys.length === 0) throw new Error(`bug: ${name} has no primary key to compare it by`);
  return { keys, columns: rows.map(({ name }) => name) };
}
