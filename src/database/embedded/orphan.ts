/** A server whose Veta was killed is stopped before a new one starts; the folder's lock says that nobody else uses it. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../../config/config-error.js';
import { servesCluster, serversIn, startOf } from './processes.js';

const FAST_MS = 30_000;
const IMMEDIATE_MS = 10_000;

/** @throws ConfigError if it will not go away */
export async function stopOrphan(cluster: string): Promise<void> {
  const pid = recordedPid(cluster);
  if (pid === undefined) return;
  const stranger = startOf(pid) !== undefined && !servesCluster(pid, cluster);
  if (!stranger) await endServer(pid, () => !servesCluster(pid, cluster));
  // Children outlive a killed server by a moment, and while they do a new one must not start.
  if (!(await until(() => serversIn(cluster).length === 0, IMMEDIATE_MS))) {
    throw new ConfigError(
      `PostgreSQL processes (${serversIn(cluster).join(', ')}) are still at work in ${cluster} and did not stop when asked; end them and start again.`,
    );
  }
  // PostgreSQL would take a stranger who now has the number, or a dead process nobody has reaped, for a living server.
  // Where we have seen that nobody is at work here, we know better; elsewhere than on Linux that much is its to judge.
  if (stranger || process.platform === 'linux') removeMarks(cluster);
}

/** The server's own two claims: on the folder, and on the socket in it. */
function removeMarks(cluster: string): void {
  const claims = readdirSync(cluster).filter((name) => /^(postmaster\.pid|\.s\.PGSQL\.\d+\.lock)$/.test(name));
  for (const name of claims) rmSync(`${cluster}/${name}`, { force: true });
}

/** Fast shutdown (SIGINT), then, if that takes too long, an immediate one (SIGQUIT), which the next start recovers from. */
export async function endServer(pid: number, gone: () => boolean): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', IMMEDIATE_MS],
  ] as const) {
    if (gone()) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    if (await until(gone, patience)) return;
  }
}

/** The first line of postmaster.pid. */
function recordedPid(cluster: string): number | undefined {
  try {
    const pid = Number(readFileSync(`${cluster}/postmaster.pid`, 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

async function until(done: () => boolean, patienceMs: number): Promise<boolean> {
  const end = Date.now() + patienceMs;
  while (!done()) {
    if (Date.now() > end) return false;
    await sleep(20);
  }
  return true;
}
