/**
 * The vault's key: 256 random bits in a file that only its owner reads, apart from the database and its data. Whoever has
 * the database alone, its dumps or its disk reads no private value; whoever loses this file loses all of them.
 *
 * The file holds {key (hex)}. It is made once, where no value was sealed yet, and never replaced.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fromHex, toHex } from '../../core/bytes.js';
import { LedgerHalted } from '../append/log-state.js';
import { syncFolder } from '../signer/key/log-key.js';

/** @throws LedgerHalted where others can read the file or it holds something else */
export async function readVaultKey(path: string): Promise<Uint8Array | undefined> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    // A folder that may not be entered is not one without a key.
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (found === undefined) return undefined;
  if ((found.mode & 0o077) !== 0) throw new LedgerHalted(`Others can read the vault's key: chmod 600 ${path}.`);
  const key = parse(await readFile(path, 'utf8'));
  if (key === undefined) throw new LedgerHalted(`${path} is not a vault key: restore it from its backup.`);
  return key;
}

/** Makes the key unless there is one by now; the first of two processes wins and both read the same. */
export async function createVaultKey(path: string): Promise<Uint8Array> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  await file.writeFile(`${JSON.stringify({ key: toHex(randomBytes(32)) })}\n`);
  await file.sync();
  await file.close();
  // A link is made whole or not at all, and not over an existing file.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
  await syncFolder(folder);
  const key = await readVaultKey(path);
  if (key === undefined) throw new Error(`bug: ${path} is gone`);
  return key;
}

function parse(json: string): Uint8Array | undefined {
  try {
    const { key } = JSON.parse(json) as Record<string, unknown>;
    const bytes = typeof key === 'string' ? fromHex(key) : undefined;
    return bytes?.length === 32 ? bytes : undefined;
  } catch {
    return undefined;
  }
}
