/** The witness's key: `witness-key.json` holds {name, seed (hex)}, made at the first start, for its owner alone. */
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fromHex, toHex } from '../../core/bytes.js';
import { isKeyName } from '../../core/log/notes/vkey.js';
import { LedgerHalted } from '../append/log-state.js';
import { syncFolder } from '../signer/key/log-key.js';
import type { CosignerKey } from './step.js';

const FILE = 'witness-key.json';

/** @throws LedgerHalted where others can read the key, or there is something else in its place */
export async function witnessKey(folder: string, name: string): Promise<CosignerKey> {
  const path = join(folder, FILE);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const mode = await stat(path).then(
    (found) => found.mode,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return undefined;
    },
  );
  if (mode === undefined) await makeKey(folder, path, name);
  else if ((mode & 0o077) !== 0) throw new LedgerHalted(`Others can read the witness's key: chmod 600 ${path}.`);
  const key = parse(await readFile(path, 'utf8'));
  if (key === undefined) throw new LedgerHalted(`${path} is not a witness's key.`);
  return key;
}

async function makeKey(folder: string, path: string, name: string): Promise<void> {
  const draft = join(folder, `${FILE}.${randomUUID()}`);
  const file = await open(draft, 'wx', 0o600);
  await file.writeFile(`${JSON.stringify({ name, seed: toHex(randomBytes(32)) })}\n`);
  await file.sync();
  await file.close();
  await link(draft, path); // appears whole or not at all
  await unlink(draft);
  await syncFolder(folder);
}

function parse(json: string): CosignerKey | undefined {
  try {
    const { name, seed } = JSON.parse(json) as Record<string, unknown>;
    const bytes = typeof seed === 'string' ? fromHex(seed) : undefined;
    return typeof name === 'string' && isKeyName(name) && bytes?.length === 32 ? { name, seed: bytes } : undefined;
  } catch {
    return undefined;
  }
}
