/** Queries whose planning costs more than their answer: under row security a policy is planned at every mention of its table. */
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

/**
 * Each connection prepares the query once, under a name made of its text; PostgreSQL plans it anew for another role. Without a
 * transaction it is a query like any other.
 */
export async function queryPrepared<Row extends object>(
  tx: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  if (tx.queryRunner === undefined) return tx.query(text, [...values]);
  const name = `veta_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  const client = (await tx.queryRunner.connect()) as PoolClient;
  return (await client.query<Row>({ name, text, values: [...values] })).rows;
}

/** Told apart because TypeORM answers other commands in another shape. */
const ANSWERED_BY_ROWS = /^\s*(SELECT|INSERT|WITH)\b/;

/** The manager of a transaction whose texts never vary: each of its queries with values is prepared. */
export function preparing(manager: EntityManager): EntityManager {
  const query = (text: string, values?: unknown[]): Promise<unknown> =>
    values !== undefined && ANSWERED_BY_ROWS.test(text)
      ? queryPrepared(manager, text, values)
      : manager.query(text, values);
  return Object.create(manager, { query: { value: query } }) as EntityManager;
}
