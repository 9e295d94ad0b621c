/**
 * The log's key: an Ed25519 seed in a file that only its owner reads, in a folder outside the database and its data.
 *
 * `log-key.json` holds {origin, seed (hex), sample}; `sample` is true when the demo made it, and everything made with it
 * says SAMPLE. It is made once, at the first start, and never replaced: a lost key ends the log (docs/operations.md).
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { publicKeyOf } from '#crypto';
import { fromHex, toHex } from '../../core/bytes.js';
import { ED25519, formatVkey, vkeyOf } from '../../core/log/vkey.js';
import { LedgerHalted } from '../append/log-state.js';

const FILE = 'log-key.json';

export interface LogKey {
  readonly origin: string;
  readonly seed: Uint8Array;
  readonly sample: boolean;
}

/** What goes into a policy's `log` line. */
export function vkeyOfLog({ origin, seed }: LogKey): string {
  return formatVkey(vkeyOf(origin, ED25519, publicKeyOf(seed)));
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
  const [path, draft] = [join(folder, FILE), join(folder, `${FILE}.${randomUUID()}`)];
  const file = await open(draft, 'wx', 0o600);
  await file.writeFile(`${JSON.stringify({ origin, seed: toHex(randomBytes(32)), sample })}\n`);
  await file.sync();
  await file.close();
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

/** Makes new names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

function parse(json: string): LogKey | undefined {
  try {
    const { origin, seed, sample } = JSON.parse(json) as Record<string, unknown>;
    const bytes = typeof seed === 'string' ? fromHex(seed) : undefined;
    if (typeof origin !== 'string' || typeof sample !== 'boolean' || bytes?.length !== 32) return undefined;
    return { origin, seed: bytes, sample };
  } catch {
    return undefined;
  }
}
