/** One Veta per data folder: the file `veta.lock` names the process that has it. */
import { chmodSync, closeSync, linkSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { ConfigError } from '../../config/config-error.js';
import { startOf } from './processes.js';

interface Holder {
  readonly pid: number;
  /** When that process started, as the system tells it: a number alone may since have gone to another process. */
  readonly started: string;
}

/** How old the mark of a takeover must be before it counts as left behind by a crash; taking over takes microseconds. */
const TAKEOVER_MS = 10_000;

/**
 * @returns gives the folder free again
 * @throws ConfigError where a living process has it
 */
export function lockFolder(dataDir: string): () => void {
  const lock = `${dataDir}/veta.lock`;
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? '' } satisfies Holder));
  // Whoever comes next must be able to read who we are, whatever the umask: an unreadable lock would count as none.
  chmodSync(own, 0o644);
  try {
    for (;;) {
      // A link appears whole or not at all, and only where there was nothing.
      if (attempt(() => linkSync(own, lock))) return once(() => rmSync(lock, { force: true }));
      refuseIfAlive(dataDir, read(lock));
      takeOver(dataDir, lock);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

function refuseIfAlive(dataDir: string, holder: Holder | undefined): void {
  if (holder === undefined || startOf(holder.pid) !== holder.started) return;
  throw new ConfigError(
    `Another Veta (process ${holder.pid}) is using the data folder ${dataDir}; stop it, or give this one another VETA_DATA.`,
  );
}

/** Two that find the same dead holder must not both clear it away: the second would clear the first one's new lock. */
function takeOver(dataDir: string, lock: string): void {
  const mark = `${lock}.takeover`;
  if (!attempt(() => closeSync(openSync(mark, 'wx')))) {
    const age = Date.now() - (statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > TAKEOVER_MS) rmSync(mark, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    return;
  }
  try {
    refuseIfAlive(dataDir, read(lock));
    rmSync(lock, { force: true });
  } finally {
    rmSync(mark, { force: true });
  }
}

function attempt(step: () => void): boolean {
  try {
    step();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Given free a second time, the lock might by then be another's. */
function once(step: () => void): () => void {
  let done = false;
  return () => {
    if (!done) step();
    done = true;
  };
}

function read(lock: string): Holder | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(lock, 'utf8')) as Partial<Holder>;
    return Number.isInteger(pid) && typeof started === 'string' ? ({ pid, started } as Holder) : undefined;
  } catch {
    return undefined;
  }
}
