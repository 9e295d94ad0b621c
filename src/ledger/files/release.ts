/**
 * When entries are shown to everybody: a set number of days after they were received (design: nothing public says where gold
 * is now). Until then a watcher sees that the log grows, and no more.
 */
import { concat, fromBase64, toBase64 } from '../../core/bytes.js';
import { parseEntry } from '../../core/log/entry.js';
import { leafHash } from '../../core/log/tree/merkle.js';
import { formatBundle, TILE_WIDTH, tilePath } from '../../core/log/tree/tile.js';
import { LedgerHalted } from '../append/log-state.js';
import type { LogFiles } from './log-files.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether entries of which the newest is this one may be shown. */
export function isReleased(entry: Uint8Array, nowMs: number, days: number): boolean {
  const received = parseEntry(entry)?.received;
  return received !== undefined && Date.parse(received) + days * DAY_MS <= nowMs;
}

export class Release {
  /** Full bundles that are known to be shown. */
  private shown = 0;

  constructor(
    private readonly files: LogFiles,
    private readonly days: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Shows the entries whose time has come: full bundles, and of a tree of that size the last, unfinished one. */
  async sweep(size: number): Promise<void> {
    for (; this.shown * TILE_WIDTH < size; this.shown++) {
      const width = Math.min(TILE_WIDTH, size - this.shown * TILE_WIDTH);
      if (!(await this.show(this.shown, width)) || width < TILE_WIDTH) return;
    }
  }

  private async show(n: number, width: number): Promise<boolean> {
    const path = tilePath('entries', n, width);
    if ((await this.files.read(path)) !== undefined) return true;
    const entries: Uint8Array[] = [];
    for await (const { entry } of this.files.journal.read(n * TILE_WIDTH, n * TILE_WIDTH + width)) {
      entries.push(fromBase64(entry) ?? new Uint8Array());
    }
    const last = entries.at(-1);
    if (entries.length < width || last === undefined || !isReleased(last, this.now(), this.days)) return false;
    const hashes = (await this.files.read(tilePath(0, n, width))) ?? new Uint8Array();
    if (toBase64(concat(...entries.map(leafHash))) !== toBase64(hashes)) {
      throw new LedgerHalted(
        `The journal and the tiles in ${this.files.folder} are not of one log: restore the folder.`,
      );
    }
    await this.files.showFile(path, formatBundle(entries));
    if (width === TILE_WIDTH) await this.files.removePartials('entries', n);
    return true;
  }
}
