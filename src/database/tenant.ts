/**
 * Reading with a tenant's eyes: the second of two fences. The code asks only for what its reader may see; what it should
 * ask beyond that, the database does not give (migrations 0059 and 0071).
 */
import { escapeLiteral, type Client } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

export const READER_ROLE = 'veta_reader';

/**
 * Runs reads as the role that may see only what concerns `org`, in one transaction that can write nothing and sees one
 * moment of the database. Without an organisation it sees what is public.
 *
 * `work` reads through `tx` alone: one that waited for a second connection could wait for ever where all are taken.
 * Begin, role and organisation go in one message, and nobody waits for the end: one more round trip than the reads alone.
 */
export async function readAs<T>(
  dataSource: DataSource,
  org: string | undefined,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(beginAs(org));
    return await work(runner.manager);
  } finally {
    void end(runner);
  }
}

function beginAs(org = ''): string {
  return `START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
    SELECT set_config('veta.org', ${escapeLiteral(org)}, true), set_config('role', '${READER_ROLE}', true)`;
}

/** There is nothing to keep. A connection that cannot even say so is closed, never given back with a tenant's eyes. */
async function end(runner: QueryRunner): Promise<void> {
  await runner.query('ROLLBACK').catch(() => close(runner));
  await runner.release();
}

async function close(runner: QueryRunner): Promise<void> {
  const client = (await runner.connect().catch(() => undefined)) as Client | undefined;
  await client?.end().catch(() => undefined);
}
