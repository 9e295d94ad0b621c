/**
 * Where a run keeps its server and its folders: in memory, where the system has room for them there. Each test file makes a
 * database and drops it, and each signed tree is synced to the disk: on a disk that is half of a run's time. Nothing here
 * cuts the power, so nothing here tells one place from the other; what a killed process leaves is in both.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
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

/** A run that was interrupted leaves its folder behind, and memory is dear. */
function sweepAfterTheKilled(place: string): void {
  for (const name of readdirSync(place)) {
    const [, pid] = /^veta-test-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(place, name), { recursive: true, force: true });
  }
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

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM && freemem() > ROOM;
  } catch {
    return false;
  }
}
