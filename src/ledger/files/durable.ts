/** Files that are on the disk when it is said so, whole or not at all, and read back before anybody relies on them. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { equalBytes } from '../../core/bytes.js';
import { LedgerHalted } from '../append/log-state.js';
import { syncFolder } from '../signer/key/log-key.js';

export interface NewFile {
  /** Absolute; folders on the way are made. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Nobody but its owner reads it, nor looks into the folders made for it. */
  readonly owned?: true;
}

/**
 * Writes them, each in place of what was there; durable when it resolves.
 * @throws LedgerHalted where the disk gives back other bytes than it was given
 */
export async function writeDurably(files: readonly NewFile[]): Promise<void> {
  const folders = new Set<string>();
  for (const { path, bytes, owned } of files) {
    for (const folder of await folderFor(path, owned ? 0o700 : 0o755)) folders.add(folder);
    const draft = `${path}.${randomUUID()}`;
    const file = await open(draft, 'wx', owned ? 0o600 : 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  }
  for (const folder of folders) await syncFolder(folder);
  for (const { path, bytes } of files) {
    if (!equalBytes(await readFile(path), bytes)) {
      throw new LedgerHalted(
        `${path} does not hold what was written to it: the disk fails, or another server writes there.`,
      );
    }
  }
}

/** Makes the folder of a file; gives the folders in which names are new. */
async function folderFor(path: string, mode: number): Promise<string[]> {
  const folder = dirname(path);
  const first = await mkdir(folder, { recursive: true, mode });
  if (first === undefined) return [folder];
  const changed = [folder];
  // A new folder is a name in the one above it, which must last as well.
  for (let made = folder; made.length >= first.length; made = dirname(made)) changed.push(dirname(made));
  return changed;
}

/** Undefined where there is no such file. */
export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).then(
    (bytes) => Uint8Array.from(bytes),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
      return undefined;
    },
  );
}
