/** A rate without fsync would be a rate of something else. */
import type { Database } from '../../database/connect.js';

/** @throws Error where what is answered would not be on the disk */
export async function assertDurable({ dataSource }: Pick<Database, 'dataSource'>): Promise<void> {
  const rows: { name: string; setting: string }[] = await dataSource.query(
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')`,
  );
  const off = rows.find(({ setting }) => setting !== 'on');
  if (off !== undefined || rows.length !== 3)
    throw new Error(`bug: measured with ${off?.name ?? 'unknown settings'} off`);
}
