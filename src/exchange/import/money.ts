/** Payouts, premium and royalties: read and kept as they are, for the accounts to come. */
import type { DataSource } from 'typeorm';
import type { Season } from '../season/season.js';

export async function keepMoney(dataSource: DataSource, org: string, season: Season): Promise<void> {
  const rows = [...season.payouts, ...season.premium, ...season.royalties].map(({ file, line, key, raw }) => ({
    org,
    file: file.toLowerCase(),
    key,
    line,
    cells: raw,
  }));
  await dataSource.query(
    `INSERT INTO book_row (org, file, key, line, cells)
     SELECT org, file, key, line, cells
       FROM jsonb_to_recordset($1::jsonb) AS row (org text, file text, key text, line integer, cells jsonb)
     ON CONFLICT (org, file, key) DO NOTHING`,
    [JSON.stringify(rows)],
  );
}
