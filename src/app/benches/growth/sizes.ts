/** What a ledger of so many statements weighs on disk, and what PostgreSQL did for it, as PostgreSQL itself counts. */
import type { DataSource } from 'typeorm';

export interface TableSize {
  /** Bytes a statement of the whole ledger: the rows with what is stored beside them. */
  readonly rows: number;
  /** By index. */
  readonly indexes: Readonly<Record<string, number>>;
}

/** Bytes a statement, by table, of the tables and indexes that come to one byte or more. */
export async function bytesPerStatement(
  dataSource: DataSource,
  statements: number,
): Promise<Record<string, TableSize>> {
  const rows: { name: string; rows: string; indexes: Record<string, number> }[] = await dataSource.query(
    `SELECT c.relname AS name, pg_table_size(c.oid) AS rows,
            coalesce((SELECT jsonb_object_agg(i.relname, pg_relation_size(i.oid))
                        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = c.oid), '{}') AS indexes
       FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      ORDER BY pg_total_relation_size(c.oid) DESC`,
  );
  const each = (bytes: number): number => Math.round((10 * bytes) / statements) / 10;
  const sizes = rows.map(({ name, rows, indexes }) => {
    const kept = Object.entries(indexes).map(([index, bytes]) => [index, each(bytes)] as const);
    return [
      name,
      { rows: each(Number(rows)), indexes: Object.fromEntries(kept.filter(([, bytes]) => bytes >= 1)) },
    ] as const;
  });
  return Object.fromEntries(sizes.filter(([, size]) => size.rows >= 1));
}

export function total(sizes: Readonly<Record<string, TableSize>>): number {
  const ofTable = ({ rows, indexes }: TableSize): number =>
    Object.values(indexes).reduce((sum, one) => sum + one, rows);
  return Math.round(Object.values(sizes).reduce((sum, size) => sum + ofTable(size), 0));
}

/** Counters that only rise. */
export interface Work {
  /** Pages looked at, in memory or on disk. */
  readonly pages: number;
  readonly walBytes: number;
  /** Rows read by scans of a whole table, by table: what must never grow with history. */
  readonly scanned: Readonly<Record<string, number>>;
}

export async function workDone(dataSource: DataSource): Promise<Work> {
  const [row]: { pages: string; wal: string; scanned: Record<string, number> }[] = await dataSource.query(
    `SELECT blks_hit + blks_read AS pages, pg_current_wal_lsn() - '0/0' AS wal,
            (SELECT jsonb_object_agg(relname, seq_tup_read) FROM pg_stat_user_tables
              WHERE schemaname = 'public') AS scanned
       FROM pg_stat_database WHERE datname = current_database()`,
  );
  return { pages: Number(row?.pages), walBytes: Number(row?.wal), scanned: row?.scanned ?? {} };
}

/** What was done between two readings for each of so many statements; tables scanned for less than a row each are left out. */
export function workPerStatement(before: Work, after: Work, statements: number): Work {
  const scanned = Object.entries(after.scanned)
    .map(
      ([table, rows]) => [table, Math.round((10 * (rows - (before.scanned[table] ?? 0))) / statements) / 10] as const,
    )
    .filter(([, rows]) => rows >= 1);
  return {
    pages: Math.round((after.pages - before.pages) / statements),
    walBytes: Math.round((after.walBytes - before.walBytes) / statements),
    scanned: Object.fromEntries(scanned),
  };
}
