/**
 * The steps by which a tree becomes a checkpoint that others see, in their order. Each may fail, or be done and its answer
 * lost: doing it again does no harm.
 */
import type { DataSource } from 'typeorm';
import { toBase64 } from '../../core/bytes.js';
import { eraseInFiles } from '../files/erasing.js';
import { dataKeysOf, journaled } from '../files/journal-rows.js';
import type { LogFiles } from '../files/log-files.js';
import type { Edge, FullTile } from '../tree/edge.js';
import type { Checked } from './check/check.js';
import { keepCheckpoint, keepTiles } from './keep.js';
import type { Signed, SignedLog } from './signed-log.js';

export interface Steps {
  /** Entries into the journal, before anything of them is signed. */
  journal(entries: readonly Checked[]): Promise<void>;
  /** Full tiles into the database. */
  keepTiles(tiles: readonly FullTile[]): Promise<void>;
  /** The memory of what is signed, before anybody sees it. */
  sign(signed: Signed): Promise<void>;
  /** Tiles into public files, then the checkpoint into the database, then into its public file. */
  showTiles(tiles: readonly FullTile[], edge: Edge): Promise<void>;
  keepCheckpoint(edge: Edge, note: string): Promise<void>;
  showCheckpoint(note: string, size: number): Promise<void>;
  /** What entries from `from` on, below `to`, erase is erased in the files. */
  erase(from: number, to: number): Promise<void>;
}

export function publishSteps(dataSource: DataSource, files: LogFiles, signed: SignedLog): Steps {
  return {
    async journal(entries) {
      await files.dataKeys.add(await dataKeysOf(dataSource, entries));
      await files.journal.add(await journaled(dataSource, entries));
    },
    keepTiles: (tiles) => keepTiles(dataSource, tiles),
    sign: (line) => signed.append(line),
    showTiles: (tiles, edge) => files.showTiles(tiles, edge),
    keepCheckpoint: ({ size, root }, note) => keepCheckpoint(dataSource, { size, root, note }),
    async showCheckpoint(note, size) {
      await files.journal.reach(size);
      await files.showCheckpoint(note);
    },
    erase: (from, to) => eraseInFiles(dataSource, files, from, to),
  };
}

/** The line of signed.log for a tree. */
export function signedLine({ size, root }: Edge, receivedMs: number, note: string): Signed {
  return { size, root: toBase64(root), receivedMs, note };
}
