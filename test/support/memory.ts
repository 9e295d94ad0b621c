/**
 * Where a run keeps its server and its folders: in memory, where the system has room for them there. Each test file makes a
 * database and drops it, and each signed tree is synced to the disk: on a disk that is half of a run's time. Nothing here
 * cuts the power, so nothing here tells one place from the other; what a killed process leaves is in both.
 */
import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM = 4 * 1024 ** 3;

/** A new folder that every user of this system can look into, as tests do in the name of several. */
export function runFolder(): string {
  const place = hasRoom() ? MEMORY : tmpdir();
  sweepAfterTheKilled(place);
  const folder = mkdtempSync(join(place, `veta-test-${process.pid}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/** A run that was interrupted leaves its folder behind, and memory is dear. Other people's are theirs to sweep. */
function sweepAfterTheKilled(place: string): void {
  for (const name of readdirSync(place)) {
    const [, pid] = /^veta-test-(\d+)-/.exec(name) ?? [];
    const folder = join(place, name);
    if (pid === undefined || isAlive(Number(pid)) || !isOurs(folder)) continue;
    rmSync(folder, { recursive: true, force: true });
  }
}

function isOurs(folder: string): boolean {
  return lstatSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Files copied in memory are the quickest clone; on a disk each would wait for all that is not yet written. */
export function isInMemory(folder: string): boolean {
  return folder.startsWith(`${MEMORY}/`);
}

/** Programs are built and run there too: a place that runs none will not do. */
function hasRoom(): boolean {
  try {
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === MEMORY);
    const { bavail, bsize } = statfsSync(MEMORY);
    return mount?.includes('noexec') === false && bavail * bsize > ROOM && freemem() > ROOM;
  } catch {
    return false;
  }
}
