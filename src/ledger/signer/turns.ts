/** One signer at a time, of all processes that share a database: they share their folders too. */
import type { DataSource } from 'typeorm';

/** Any fixed number will do (pg_advisory_xact_lock). */
const LOCK = 5_633_002;

/** Works while no other signer does. The lock goes with the connection, whatever happens to this process. */
export async function inTurn<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    return await work();
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    await runner.release();
  }
}
