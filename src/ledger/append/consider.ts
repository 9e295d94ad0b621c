/** Facts as the newest commit left them, for a decision of which nothing is recorded: no lock, one snapshot, no trace. */
import type { DataSource } from 'typeorm';
import type { Command, NextPlace } from '../command.js';
import type { Facts, Projection } from '../projection.js';
import { factsOf } from './batch.js';
import { loadFacts, loadHeads } from './transaction.js';

export async function consider<Told>(
  dataSource: DataSource,
  projections: readonly Projection<unknown>[],
  now: () => number,
  needs: Command['needs'],
  decide: (facts: Facts, place: NextPlace) => Told,
): Promise<Told> {
  const tx = dataSource.createQueryRunner();
  try {
    await tx.startTransaction('REPEATABLE READ');
    const [state]: { size: string; received_ms: string }[] = await tx.query('SELECT size, received_ms FROM log_state');
    const heads = await loadHeads(tx, [{ needs }]);
    const loaded = await loadFacts(tx, projections, [{ needs }]);
    const receivedMs = Math.max(now(), Number(state?.received_ms ?? 0));
    const place = { idx: Number(state?.size ?? 0), received: new Date(receivedMs).toISOString() };
    return decide(factsOf(loaded, heads), place);
  } finally {
    if (tx.isTransactionActive) await tx.rollbackTransaction();
    await tx.release();
  }
}
