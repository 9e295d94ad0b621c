/**
 * The log as files. `public/` is what a plain web server may serve as it is (C2SP tlog-tiles); `private/` holds the journal.
 *
 * Nothing appears under `public/` before it is signed. Tiles never change; only `checkpoint` does, and it comes last, so that
 * everything it covers is there. A partial tile stays until its full one is there, which readers then take in its place.
 */
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { concat, text as textOf, utf8 } from '../../core/bytes.js';
import { parseCheckpoint } from '../../core/log/notes/checkpoint.js';
import { parseNote } from '../../core/log/notes/note.js';
import { parseTilePath, TILE_WIDTH, tilePath } from '../../core/log/tree/tile.js';
import type { Edge, FullTile } from '../tree/edge.js';
import { DataKeys } from './data-keys.js';
import { readIfThere, writeDurably, type NewFile } from './durable.js';
import { Journal } from './journal.js';

/** Files written before their folders are synced: a large log is made into files a part at a time. */
const AT_ONCE = 256;

export class LogFiles {
  readonly journal: Journal;
  readonly dataKeys: DataKeys;
  private readonly shown: string;
  private readonly owned: string;

  constructor(readonly folder: string) {
    this.shown = join(folder, 'public');
    this.owned = join(folder, 'private');
    this.journal = new Journal(join(this.owned, 'journal'));
    this.dataKeys = new DataKeys(join(this.owned, 'data-keys'));
  }

  /** Whoever serves `public/` as another user of this machine need not read who gave whom what. */
  async prepare(): Promise<void> {
    await mkdir(this.shown, { recursive: true, mode: 0o755 });
    await mkdir(this.owned, { recursive: true, mode: 0o700 });
    await chmod(this.owned, 0o700);
  }

  /** The size of the checkpoint shown, up to which all tiles are here; 0 before the first. */
  async size(): Promise<number> {
    const note = parseNote((await this.checkpoint()) ?? '');
    return (note && parseCheckpoint(note.text))?.size ?? 0;
  }

  async checkpoint(): Promise<string | undefined> {
    const bytes = await readIfThere(join(this.shown, 'checkpoint'));
    return bytes && textOf(bytes);
  }

  /** Whether this checkpoint is shown and everything of it is in the journal. */
  async shows(note: string, size: number): Promise<boolean> {
    return (await this.checkpoint()) === note && (await this.journal.size()) === size;
  }

  /** The tiles that were filled, and the unfinished ones at the edge of the tree. */
  async showTiles(filled: readonly FullTile[], edge: Edge): Promise<void> {
    for (let at = 0; at < filled.length; at += AT_ONCE) {
      await writeDurably(filled.slice(at, at + AT_ONCE).map((tile) => this.tile(tile)));
    }
    await writeDurably(edge.unfinished.map((tile) => this.tile(tile)));
    for (const { level, n } of filled) await this.removePartials(level, n);
  }

  /** Once the full tile is there. */
  async removePartials(level: number | 'entries', n: number): Promise<void> {
    await rm(join(this.shown, `${tilePath(level, n, TILE_WIDTH)}.p`), { recursive: true, force: true });
  }

  async showCheckpoint(note: string): Promise<void> {
    await this.showFile('checkpoint', utf8(note));
  }

  /** A file under `public/`. */
  async showFile(name: string, bytes: Uint8Array): Promise<void> {
    await writeDurably([{ path: join(this.shown, name), bytes }]);
  }

  /** The bytes at `tile/…`; undefined for what is not there and for any other spelling of a path. */
  async read(path: string): Promise<Uint8Array | undefined> {
    return parseTilePath(path) === undefined ? undefined : readIfThere(join(this.shown, path));
  }

  private tile({ level, n, hashes }: Pick<FullTile, 'level' | 'n' | 'hashes'>): NewFile {
    return { path: join(this.shown, tilePath(level, n, hashes.length)), bytes: concat(...hashes) };
  }
}
