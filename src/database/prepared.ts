/** Queries whose planning costs more than their answer: under row security a policy is planned at every mention of its table. */
import { createHash } from 'node:crypto';
import type { PoolClient, QueryResult } from 'pg';
import type { EntityManager } from 'typeorm';

/**
 * Each connection prepares the query once, under a name made of its text; PostgreSQL plans it anew for another role. Outside a
 * transaction it takes a connection of its own.
 */
export async function queryPrepared<Row extends object>(
  tx: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return (await prepared<Row>(tx, text, values)).rows;
}

/** TypeORM answers these with their rows and how many they are. */
const COUNTED: ReadonlySet<string> = new Set(['UPDATE', 'DELETE']);

/** A manager whose texts never vary: each of its queries with values is prepared. */
export function preparing(manager: EntityManager): EntityManager {
  const query = async (text: string, values?: unknown[]): Promise<unknown> => {
    if (values === undefined) return manager.query(text);
    const { command, rows, rowCount } = await prepared(manager, text, values);
    return COUNTED.has(command) ? [rows, rowCount] : rows;
  };
  return Object.create(manager, { query: { value: query } }) as EntityManager;
}

async function prepared<Row extends object>(
  { queryRunner, dataSource }: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<QueryResult<Row>> {
  const name = `veta_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  const runner = queryRunner ?? dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    return await client.query<Row>({ name, text, values: [...values] });
  } finally {
    if (runner !== queryRunner) await runner.release();
  }
}
