/**
 * PostgreSQL refuses to run as root. Where we are root, it runs as another user of the system that is there already;
 * nobody is added.
 */
import { readFileSync, statSync } from 'node:fs';
import { ConfigError } from '../../config/config-error.js';

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** In this order: one the operator made for us, one meant for databases, one that every system has. */
const NAMES = ['veta', 'postgres', 'nobody'];

/**
 * @returns whom the server must run as, or undefined where it runs as ourselves
 * @throws ConfigError where the cluster belongs to somebody we cannot become
 */
export function serverUser(dataDir: string): ServerUser | undefined {
  const self = process.getuid?.();
  const owner = clusterOwner(dataDir);
  if (self !== 0) {
    if (owner === undefined || owner.uid === self) return undefined;
    throw new ConfigError(
      `The database in ${dataDir} belongs to another user of this system (number ${owner.uid}); run Veta as the user who made it.`,
    );
  }
  if (owner === undefined) return chosenUser();
  if (owner.uid !== 0) return owner;
  const { uid, gid } = chosenUser();
  throw new ConfigError(
    `The database in ${dataDir} belongs to root, as which PostgreSQL will not run; if it was copied, run: chown -R ${uid}:${gid} ${dataDir}/postgres`,
  );
}

function clusterOwner(dataDir: string): ServerUser | undefined {
  const found = statSync(`${dataDir}/postgres`, { throwIfNoEntry: false });
  return found === undefined ? undefined : { uid: found.uid, gid: found.gid };
}

function chosenUser(): ServerUser {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of NAMES) {
    const [, , uid, gid] = users.find(([login]) => login === name) ?? [];
    if (uid !== undefined && gid !== undefined && Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new ConfigError(`PostgreSQL will not run as root and this system has none of the users ${NAMES.join(', ')}.`);
}
