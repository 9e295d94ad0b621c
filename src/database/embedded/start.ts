/**
 * The embedded PostgreSQL: one cluster in the data folder, reached by a private socket and, as a rule, no TCP port.
 * Why it is done so, and what a crash leaves behind: docs/decisions/0002-embedded-postgres.md.
 */
import { mkdirSync } from 'node:fs';
import type { PoolConfig } from 'pg';
import type { Config } from '../../config/config.js';
import { APP_ROLE } from '../app-role.js';
import { withClient } from '../server.js';
import { placeBinaries } from './binaries.js';
import { ensureCluster, OWNER } from './cluster.js';
import { lockFolder } from './lock.js';
import { stopOrphan } from './orphan.js';
import { openPort } from './port.js';
import { startPostmaster } from './postmaster.js';
import { serverUser } from './server-user.js';
import { socketFolder } from './socket.js';

export interface Running {
  /** Logs in as `veta_app`, who owns nothing. */
  readonly app: PoolConfig;
  /** Logs in as the cluster's superuser. */
  readonly owner: PoolConfig;
  readonly pid: number;
  readonly lost: Promise<string>;
  /** Stops the server in good order and gives the data folder free. */
  stop(): Promise<void>;
}

const DATABASE = 'veta';

/** @throws ConfigError: folder in use, wrong owner or version, no binaries for this platform, a server that will not start */
export async function startEmbedded(config: Pick<Config, 'dataDir' | 'embeddedPort'>): Promise<Running> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(config.dataDir);
  try {
    const user = serverUser(config.dataDir);
    const binaries = await placeBinaries(user);
    const cluster = await ensureCluster({ dataDir: config.dataDir, binaries, user });
    await stopOrphan(cluster);
    const log = `${config.dataDir}/postgres.log`;
    const postmaster = await startPostmaster({ cluster, binaries, user, log, port: config.embeddedPort });
    const socket = socketFolder(cluster);
    const stop = async (): Promise<void> => {
      await postmaster.stop();
      socket.remove();
      unlock();
    };
    const place = { host: socket.path, port: config.embeddedPort ?? 5432, database: DATABASE };
    const owner = { ...place, user: OWNER };
    try {
      await ensureDatabase(owner);
      if (config.embeddedPort !== undefined) await openPort(config.dataDir, owner);
    } catch (error) {
      await stop();
      throw error;
    }
    return { app: { ...place, user: APP_ROLE }, owner, pid: postmaster.pid, lost: postmaster.lost, stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Looked at on every start: a crash may have come between making the cluster and making the database in it. */
async function ensureDatabase(owner: PoolConfig): Promise<void> {
  await withClient({ ...owner, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
}
