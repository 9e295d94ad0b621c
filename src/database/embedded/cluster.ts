/** The cluster: the folder `postgres` in the data folder, made once by initdb. */
import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { ConfigError } from '../../config/config-error.js';
import type { Binaries } from './binaries.js';
import type { ServerUser } from './server-user.js';

export const OWNER = 'veta_owner';
const MAJOR = '18';

/** For a small machine; kept in the cluster's own postgresql.conf, where an operator can change them. */
const SETTINGS = [
  'shared_buffers=96MB',
  'max_connections=60',
  'max_wal_size=2GB',
  'min_wal_size=64MB',
  'wal_compression=pglz',
  'checkpoint_timeout=10min',
  'effective_cache_size=512MB',
  'maintenance_work_mem=64MB',
  'random_page_cost=1.1',
  'io_method=sync',
  'max_worker_processes=4',
  'max_parallel_workers=2',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  // The values of a failed statement may be a person's; the log of the server must not hold them.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
];

/** Whoever reaches the socket may log in: only the server's user and root can. Over TCP, a password. */
const ACCESS = 'local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n';

export interface ClusterPlace {
  readonly dataDir: string;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
}

/**
 * @returns the cluster's folder
 * @throws ConfigError where it is of another PostgreSQL version or cannot be made
 */
export async function ensureCluster(place: ClusterPlace): Promise<string> {
  const cluster = `${place.dataDir}/postgres`;
  if (!existsSync(cluster)) await makeCluster(place, cluster);
  const version = readVersion(cluster);
  if (version === MAJOR) return cluster;
  throw new ConfigError(
    version === undefined
      ? `${cluster} is not a PostgreSQL cluster; move it away or give another VETA_DATA.`
      : `The database in ${cluster} was made by PostgreSQL ${version} and this Veta brings ${MAJOR}; dump it with pg_dump of that release and restore it into a new folder.`,
  );
}

/** Made under another name and renamed when whole: what a crash leaves is swept away here, by the next start. */
async function makeCluster({ binaries, user }: ClusterPlace, cluster: string): Promise<void> {
  const half = `${cluster}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  if (user !== undefined) chownSync(half, user.uid, user.gid);
  await initdb(binaries.initdb, half, user);
  writeFileSync(`${half}/pg_hba.conf`, ACCESS);
  renameSync(half, cluster);
}

function readVersion(cluster: string): string | undefined {
  try {
    return readFileSync(`${cluster}/PG_VERSION`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * The folder as the server may name it. Where the server runs as another user than ourselves, the folders above its
 * own may be closed to it: we open its folder for it as its working directory, and Linux gives that a name.
 */
export function nameForServer(cluster: string, user: ServerUser | undefined): string {
  return user !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

function initdb(program: string, folder: string, user: ServerUser | undefined): Promise<void> {
  const options = [
    '-D',
    nameForServer(folder, user),
    '-U',
    OWNER,
    '--auth=trust',
    '--encoding=UTF8',
    '--data-checksums',
  ];
  const locale = ['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const child = spawn(program, [...options, ...locale, ...settings], {
    ...user,
    cwd: folder,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new ConfigError(
            `The database could not be made in ${folder}: ${complaint.trim().split('\n')[0] || `exit ${code}`}`,
          ),
        );
    });
  });
}
