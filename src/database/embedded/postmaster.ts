/** The server's main process: started as our child in a session of its own, so that Ctrl-C reaches us and not it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../../config/config-error.js';
import type { Binaries } from './binaries.js';
import { nameForServer } from './cluster.js';
import { endServer } from './orphan.js';
import type { ServerUser } from './server-user.js';

export interface PostmasterPlace {
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  readonly log: string;
  readonly port: number | undefined;
}

export interface Postmaster {
  readonly pid: number;
  /** Resolves to a sentence when the server stops though nobody asked it to. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

/** @throws ConfigError if it ends before it is ready; recovery after a crash may take minutes and is waited for */
export async function startPostmaster(place: PostmasterPlace): Promise<Postmaster> {
  const child = spawnServer(place);
  const { pid } = child;
  if (pid === undefined)
    throw new ConfigError(`The embedded PostgreSQL (${place.binaries.postgres}) could not be run.`);
  const guard = guardServer(pid, place.user);
  let ended = false;
  let asked = false;
  const lost = new Promise<string>((resolve) => {
    child.once('exit', () => {
      ended = true;
      if (!asked)
        resolve(
          `The embedded PostgreSQL has stopped; ${place.log} says why. Start Veta again: what was confirmed is there.`,
        );
    });
  });
  while (!isReady(place.cluster, pid)) {
    if (ended) {
      guard.kill('SIGKILL');
      throw new ConfigError(failure(place));
    }
    await sleep(20);
  }
  const stop = async (): Promise<void> => {
    asked = true;
    guard.kill('SIGKILL');
    await endServer(pid, () => ended);
  };
  return { pid, lost, stop };
}

function spawnServer({ cluster, binaries, user, log, port }: PostmasterPlace): ChildProcess {
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const out = openSync(log, 'a', 0o600);
  const settings = [
    `listen_addresses=${port === undefined ? '' : '127.0.0.1'}`,
    `port=${port ?? 5432}`,
    // Relative to the cluster, whose folder only the server's user and root can enter.
    'unix_socket_directories=.',
    'unix_socket_permissions=0700',
  ];
  const child = spawn(binaries.postgres, ['-D', nameForServer(cluster, user), ...settings.flatMap((s) => ['-c', s])], {
    ...user,
    cwd: cluster,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', out, out],
    detached: true,
  });
  // A program that cannot be run has no process number, which is what is looked at; unheard, the event would end us.
  child.on('error', () => undefined);
  child.unref();
  closeSync(out);
  return child;
}

/** The eighth line of postmaster.pid, as pg_ctl reads it. */
function isReady(cluster: string, pid: number): boolean {
  try {
    const lines = readFileSync(`${cluster}/postmaster.pid`, 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

/**
 * A shell that waits for the end of a pipe whose other end only we hold. However we end, even by kill -9, the pipe ends
 * with us, and the server is told to shut down: no process hooks are needed and no server outlives its Veta for long.
 */
function guardServer(pid: number, user: ServerUser | undefined): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0"', String(pid)], {
    ...user,
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => undefined);
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
  return guard;
}

function failure({ log, port }: PostmasterPlace): string {
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  if (port !== undefined && lines.some((line) => line.includes('could not bind IPv4'))) {
    return `Port ${port} (VETA_PG_PORT) is in use by another program; give another, or none: Veta itself needs no port for its database.`;
  }
  const reason = lines.findLast((line) => line.includes('FATAL')) ?? lines.at(-1) ?? '';
  return `The embedded PostgreSQL did not start: ${reason.replace(/^.*FATAL:\s*/, '')} (the whole log is ${log}).`;
}
