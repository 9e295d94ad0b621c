/** The one way to the database: embedded or given, checked, migrated, and open as the application's own role. */
import { DataSource, type LoggerOptions } from 'typeorm';
import type { PoolConfig } from 'pg';
import type { Config } from '../config/config.js';
import { asAppRole, SIGNER_ROLE } from './app-role.js';
import { startEmbedded } from './embedded/start.js';
import { migrate } from './migrate.js';
import { ConfigError } from '../config/config-error.js';
import { checkServer, LastingClient } from './server.js';

/** Warnings and errors only: statements carry people and prices, and a log must not. */
const LOGGING: LoggerOptions = ['warn'];
const POOL_SIZE = 12;

/** A class that TypeORM maps to a table (`*.row.ts`). */
export type RowClass = abstract new (...args: never[]) => object;

export interface Database {
  /** Acts as `veta_app`. */
  readonly dataSource: DataSource;
  /** For those who speak pg themselves; acts as `veta_app`. */
  readonly connection: PoolConfig;
  /** The login that owns the tables; for start-up work such as a queue's own schema, never for requests. */
  readonly ownerConnection: PoolConfig;
  /** Resolves to a sentence if the embedded server stops though nobody asked it to; never, for a server of one's own. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}

interface Logins {
  readonly app: PoolConfig;
  readonly owner: PoolConfig;
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

/**
 * @param rows the row classes of every folder that has some
 * @throws ConfigError with a sentence for the operator
 */
export async function openDatabase(config: Config, rows: readonly RowClass[]): Promise<Database> {
  const { app, owner, lost, stop } = await logins(config);
  try {
    await checkServer(owner);
    await migrate(owner);
    const connection = await asAppRole(app, owner);
    await checkServer(connection);
    const dataSource = await openDataSource(connection, rows);
    const close = async (): Promise<void> => {
      await dataSource.destroy();
      await stop();
    };
    return { dataSource, connection, ownerConnection: owner, lost, close };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** For a process that only signs: it migrates nothing and acts as `veta_signer`. */
export async function openSignerDatabase({ databaseUrl }: Config): Promise<DataSource> {
  if (databaseUrl === undefined) {
    throw new ConfigError(
      'A signer of its own needs DATABASE_URL: the embedded database is signed by the process that runs it.',
    );
  }
  const login = { connectionString: databaseUrl };
  const connection = await asAppRole(login, login, SIGNER_ROLE);
  await checkServer(connection);
  return openDataSource(connection, []);
}

export function openDataSource(connection: PoolConfig, rows: readonly RowClass[]): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    extra: { application_name: 'veta', max: POOL_SIZE, Client: LastingClient, ...connection },
    entities: [...rows] as (new () => object)[],
    synchronize: false,
    installExtensions: false,
    logging: LOGGING,
    // An idle connection that ends is replaced when one is needed; a query that ends with it says so itself.
    poolErrorHandler: () => undefined,
  }).initialize();
}

async function logins(config: Config): Promise<Logins> {
  if (config.databaseUrl === undefined) return startEmbedded(config);
  return {
    app: { connectionString: config.databaseUrl },
    owner: { connectionString: config.databaseOwnerUrl ?? config.databaseUrl },
    lost: new Promise<string>(() => undefined),
    stop: () => Promise.resolve(),
  };
}
