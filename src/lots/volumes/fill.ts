/**
 * The stock book of a ledger that is older than its tables: made once, at the first start, from all of history, by the code
 * that keeps it from then on. `veta rebuild` makes the same rows.
 */
import type { DataSource, EntityManager } from 'typeorm';
import type { History } from '../../ledger/history.js';
import type { Projection } from '../../ledger/projection.js';
import { foldHistory } from '../../ledger/rebuild.js';
import { shadowTable } from '../../ledger/rebuild/shadow.js';
import { lotProjection } from '../lot.projection.js';
import { counts } from '../balances/counts.projection.js';

const KEPT: readonly Projection<unknown>[] = [lotProjection, counts].map(
  (one) => one as unknown as Projection<unknown>,
);

/** Nothing where the book has rows, or no lot was ever registered. */
export function fillBalances(
  dataSource: DataSource,
  history: Pick<History, 'byIndexes' | 'disclosuresOf'>,
): Promise<void> {
  return dataSource.transaction('READ COMMITTED', async (tx) => {
    if (!(await missing(tx))) return;
    // One process makes it; whoever starts beside it waits here, and then finds it made.
    const [state]: { size: number }[] = await tx.query('SELECT size::float8 AS size FROM log_state FOR UPDATE');
    if (!(await missing(tx))) return;
    const tables = KEPT.flatMap(({ rebuilt }) => rebuilt?.tables ?? []);
    for (const table of tables) await shadowTable(tx, table);
    await foldHistory(tx, KEPT, history, state?.size ?? 0);
    for (const { name } of tables.filter((table) => table.name !== 'lot')) {
      await tx.query(`INSERT INTO public.${name} SELECT * FROM pg_temp.${name} ON CONFLICT DO NOTHING`);
    }
  });
}

async function missing(tx: EntityManager): Promise<boolean> {
  const [row]: { missing: boolean }[] = await tx.query(
    'SELECT EXISTS (SELECT FROM public.lot) AND NOT EXISTS (SELECT FROM public.balance_month) AS missing',
  );
  return row?.missing === true;
}
