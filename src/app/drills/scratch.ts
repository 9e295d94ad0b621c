/** A folder that a drill or bench works in and throws away, with a house on an embedded database of its own. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Config } from '../../config/config.js';

/** Settings for a data folder in there and for nothing of the caller's own. */
export function configIn(folder: string): Config {
  return loadConfig(environmentIn(folder));
}

/** One vault for every ledger of a drill: keyed names of people are then alike in each, and seasons can be compared. */
const VAULT = join(tmpdir(), `veta-drill-vault-${randomUUID()}`);
process.on('exit', () => rmSync(VAULT, { recursive: true, force: true }));

export function environmentIn(folder: string): Record<string, string> {
  return { VETA_DATA: join(folder, 'data'), VETA_VAULT_KEY: join(VAULT, 'vault-key.json') };
}

export async function inScratch<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'veta-drill-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
