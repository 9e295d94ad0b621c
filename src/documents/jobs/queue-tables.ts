/** The queue's own tables, where it lives in PostgreSQL: made and brought to BullMQ's version before anything is queued. */
import { LATEST_SCHEMA_VERSION, runMigrations } from 'bullmq';
import type { Client, ClientConfig } from 'pg';
import { withClient } from '../../database/server.js';

export const QUEUE_SCHEMA = 'bullmq';

/**
 * Makes or upgrades the queue's own tables, as their owner, and lets the application's role work in them. Where they are
 * current nothing is touched, so that a login that owns nothing can start too.
 */
export async function prepareQueue(owner: ClientConfig, role: string): Promise<void> {
  await withClient(owner, async (client) => {
    if (await isCurrent(client)) return;
    await runMigrations(client, QUEUE_SCHEMA);
    await client.query(`GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${role}`);
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${role}`);
    await client.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${role}`);
    await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO ${role}`);
  });
}

async function isCurrent(client: Client): Promise<boolean> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('${QUEUE_SCHEMA}.migration') IS NOT NULL
        AND has_schema_privilege('${QUEUE_SCHEMA}', 'USAGE') AS there`,
  );
  if (found[0]?.there !== true) return false;
  const { rows } = await client.query<{ version: number }>(
    `SELECT max(version) AS version FROM ${QUEUE_SCHEMA}.migration`,
  );
  return Number(rows[0]?.version) >= LATEST_SCHEMA_VERSION;
}
