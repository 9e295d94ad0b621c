/** A backup of a database as an administrator has one: a true copy, made by the server and put back by it. */
import { withClient } from '../../src/database/server.js';
import { jarDatabase } from '../ledger/counters.js';
import type { TestDatabase } from '../support/database.js';
import { inDatabase } from '../support/server.js';

/** Copies the database as it is now; the function it returns gives a database that holds exactly that. */
export async function copyOf(database: TestDatabase): Promise<() => Promise<TestDatabase>> {
  const administrator = inDatabase(database.ownerConnection, 'postgres');
  const name = await nameOf(database);
  const kept = `${name}_kept`;
  const duplicate = (from: string, into: string): Promise<void> =>
    withClient(administrator, async (client) => {
      const end = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY($1)';
      await client.query(end, [[from, into]]);
      await client.query(`DROP DATABASE IF EXISTS ${into} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${into} TEMPLATE ${from}`);
    });
  await duplicate(name, kept);
  return async () => {
    const restored = await jarDatabase();
    await duplicate(kept, await nameOf(restored));
    await withClient(administrator, (client) => client.query(`DROP DATABASE ${kept}`));
    return restored;
  };
}

async function nameOf({ ownerQuery }: TestDatabase): Promise<string> {
  const [row] = await ownerQuery<{ name: string }>('SELECT current_database() AS name');
  if (row === undefined) throw new Error('a database without a name');
  return row.name;
}
