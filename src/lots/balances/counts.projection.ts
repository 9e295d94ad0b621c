/** Physical counts as rows to read, by sid in lowercase hex; a count is stated once and never changes. */
import { toHex } from '../../core/bytes.js';
import type { StockCounted } from '../../core/custody/volumes/count.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

export interface StockCount extends StockCounted {
  readonly idx: number;
}

export const counts: Projection<StockCount> = {
  kind: 'counts',
  rebuilt: { tables: [{ name: 'stock_count' }], touched: countsIn },

  load: async () => new Map(),

  evolve(states, recorded) {
    const changed = countsIn(recorded);
    const data = recorded.statement.data as unknown as StockCounted;
    for (const id of changed) states.set(id, { ...data, idx: recorded.idx });
    return changed;
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const all = [...changed.values()];
    await tx.query(
      `INSERT INTO stock_count (sid, idx, org, day, stock, counted_mg, book_mg, difference_mg)
       SELECT decode(sid, 'hex'), idx, org, day, stock, counted_mg, book_mg, difference_mg FROM unnest(
         $1::text[], $2::bigint[], $3::text[], $4::date[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[]
       ) AS r (sid, idx, org, day, stock, counted_mg, book_mg, difference_mg) ON CONFLICT (sid) DO NOTHING`,
      [
        [...changed.keys()],
        all.map(({ idx }) => idx),
        all.map(({ custodian }) => custodian),
        all.map(({ on }) => on.date),
        all.map(({ stock }) => stock),
        all.map(({ countedMg }) => countedMg),
        all.map(({ bookMg }) => bookMg),
        all.map(({ differenceMg }) => differenceMg),
      ],
    );
  },
};

function countsIn({ statement, sid }: Recorded): string[] {
  return statement.type === 'stock.counted' ? [toHex(sid)] : [];
}
