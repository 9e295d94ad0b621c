/** Payouts, premium and royalties: kept for the accounts to come, as written and as read. */
import type { DataSource } from 'typeorm';
import type { Season } from '../season/season.js';
import type { Desk } from './desk.js';
import { DIFFERENCE } from './sentences.js';

/** A row kept before under the same key stays as it was; one that now says something else is a difference. */
export async function keepMoney(dataSource: DataSource, desk: Desk, season: Season): Promise<void> {
  const rows = [...season.payouts, ...season.premium, ...season.royalties];
  const kept = rows.map(({ file, line, key, raw: written, sha256OfFile: _, ...read }, at) => {
    return { at, file: file.toLowerCase(), key, line, cells: { written, read } };
  });
  const changed: { at: number }[] = await dataSource.query(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS row (at integer, file text, key text, line integer, cells jsonb)
     ), added AS (
       INSERT INTO book_row (org, file, key, line, cells) SELECT $1, file, key, line, cells FROM given
       ON CONFLICT (org, file, key) DO NOTHING
     )
     SELECT given.at FROM given JOIN book_row known USING (file, key)
      WHERE known.org = $1 AND known.cells->'read' <> given.cells->'read'`,
    [desk.owner, JSON.stringify(kept)],
  );
  for (const { at } of changed) {
    const row = rows[at];
    if (row !== undefined) desk.differs(row, Object.keys(row.raw)[0] ?? '', 'row-changed', DIFFERENCE['row-changed']());
  }
}
