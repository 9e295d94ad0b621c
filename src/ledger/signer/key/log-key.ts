/**
 * The log's keys: Ed25519 seeds in a file that only its owner reads, in a folder outside the database and its data.
 *
 * `log-key.json` holds {origin, seeds (hex, oldest first), sample}; `sample` is true when the demo made it, and everything
 * made with it says SAMPLE. The first key is made at the first start; `rotate-log` adds another, which signs once an entry of
 * the log names it (`rotation.ts`). Losing all of them ends the log (docs/operations.md).
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { publicKeyOf } from '#crypto';
import { fromHex, toHex } from '../../../core/bytes.js';
import { ED25519, formatVkey, vkeyOf } from '../../../core/log/notes/vkey.js';
import { LedgerHalted } from '../../append/log-state.js';

const FILE = 'log-key.json';

export interface LogKey {
  readonly origin: string;
  /** Oldest first; at least one. */
  readonly seeds: readonly Uint8Array[];
  readonly sample: boolean;
}

/** What goes into a policy's `log` lines, oldest first. */
export function vkeysOfLog({ origin, seeds }: LogKey): string[] {
  return seeds.map((seed) => formatVkey(vkeyOf(origin, ED25519, publicKeyOf(seed))));
}

/** @throws LedgerHalted where there is a key file that others can read or that holds something else */
export async function readLogKey(folder: string): Promise<LogKey | undefined> {
  const path = join(folder, FILE);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    // A folder that may not be entered is not one without a key.
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (found === undefined) return undefined;
  if ((found.mode & 0o077) !== 0) throw new LedgerHalted(`Others can read the log's key: chmod 600 ${path}.`);
  const key = parse(await readFile(path, 'utf8'));
  if (key === undefined) throw new LedgerHalted(`${path} is not a log key: restore it from its backup.`);
  return key;
}

/** Makes the key unless there is one by now; the first of two processes wins and both read the same. */
export async function createLogKey(folder: string, origin: string, sample: boolean): Promise<LogKey> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  const draft = await draftOf(folder, { origin, seeds: [randomBytes(32)], sample });
  // A link is made whole or not at all, and not over an existing file.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
  await syncFolder(folder);
  const key = await readLogKey(folder);
  if (key === undefined) throw new Error(`bug: ${path} is gone`);
  return key;
}

/** Puts one more key beside those there are, and returns all; it signs nothing until the log names it. */
export async function addLogKey(folder: string): Promise<LogKey> {
  const key = await readLogKey(folder);
  if (key === undefined) throw new LedgerHalted(`There is no log key in ${folder} to follow: set VETA_SIGNER_STATE.`);
  const more = { ...key, seeds: [...key.seeds, Uint8Array.from(randomBytes(32))] };
  await rename(await draftOf(folder, more), join(folder, FILE));
  await syncFolder(folder);
  return more;
}

async function draftOf(folder: string, { origin, seeds, sample }: LogKey): Promise<string> {
  const draft = join(folder, `${FILE}.${randomUUID()}`);
  const file = await open(draft, 'wx', 0o600);
  await file.writeFile(`${JSON.stringify({ origin, seeds: seeds.map(toHex), sample })}\n`);
  await file.sync();
  await file.close();
  return draft;
}

/** Makes new names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

function parse(json: string): LogKey | undefined {
  try {
    const { origin, seed, seeds = [seed], sample } = JSON.parse(json) as Record<string, unknown>; // `seed` until 0.1.0
    if (typeof origin !== 'string' || typeof sample !== 'boolean' || !Array.isArray(seeds)) return undefined;
    const bytes = seeds.map((hex: unknown) => (typeof hex === 'string' ? fromHex(hex) : undefined));
    const whole = bytes.length > 0 && bytes.every((one) => one?.length === 32);
    return whole ? { origin, seeds: bytes as Uint8Array[], sample } : undefined;
  } catch {
    return undefined;
  }
}
