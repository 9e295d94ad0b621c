/** What a PostgreSQL server must be before gold is entrusted to it: "201 means durable" rests on these. */
import { Client, DatabaseError, type ClientConfig } from 'pg';
import { ConfigError } from '../config/config-error.js';

const OLDEST_SERVER = 15;

interface Settings {
  readonly version: string;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
  readonly server_encoding: string;
  readonly standby: boolean;
}

/** @throws ConfigError with one sentence for the first thing that is not as it must be */
export async function checkServer(connection: ClientConfig): Promise<void> {
  const settings = await withClient(connection, async (client) => {
    const { rows } = await client.query<Settings>(
      `SELECT current_setting('server_version_num') AS version, current_setting('fsync') AS fsync,
              current_setting('full_page_writes') AS full_page_writes,
              current_setting('synchronous_commit') AS synchronous_commit,
              current_setting('server_encoding') AS server_encoding, pg_is_in_recovery() AS standby`,
    );
    return rows[0];
  });
  if (settings === undefined) throw new Error('bug: one row of settings expected');
  const major = Math.floor(Number(settings.version) / 10_000);
  if (major < OLDEST_SERVER) {
    throw new ConfigError(`PostgreSQL ${OLDEST_SERVER} or later is needed; this server is version ${major}.`);
  }
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit'] as const) {
    if (settings[name] !== 'off') continue;
    throw new ConfigError(`The database runs with ${name}=off and would lose gold in a power cut; turn it on.`);
  }
  if (settings.server_encoding !== 'UTF8') {
    throw new ConfigError(`The database stores text as ${settings.server_encoding}; create one with ENCODING 'UTF8'.`);
  }
  if (settings.standby) {
    throw new ConfigError('This database server is a read-only standby; give the address of its primary.');
  }
}

/**
 * A session may end between two of its queries, when nobody listens for it: an event without a listener would end the
 * process. The next query on it fails, and that is where the loss is dealt with.
 */
export class LastingClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** Opens one connection for the time of a piece of work. */
export async function withClient<T>(connection: ClientConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new LastingClient(connection);
  try {
    await client.connect();
  } catch (error) {
    throw new ConfigError(`No connection to the database at ${placeOf(client)}: ${reason(error)}.`, { cause: error });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Host, port and database: never the login's password. */
function placeOf({ host, port, database }: Client): string {
  return `${host}:${port}/${database ?? ''}`;
}

function reason(error: unknown): string {
  if (error instanceof DatabaseError) return error.message;
  // Node gives an empty message when both ::1 and 127.0.0.1 refused.
  if (error instanceof AggregateError) return reason(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
