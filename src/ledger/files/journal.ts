/**
 * The journal: everything of each signed entry that a database could lose, in files that are not public.
 *
 * `<N>` holds entries 256·N to 256·N + 255, one line of JSON each; while it grows, `<N>.p/<W>` hold the entries that came
 * since the part before it, up to the W-th. `size` says how far it is good: what lies beyond was never signed. From it
 * `veta roll-forward` gives a database back what a restored backup or a failover lost, to the byte.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text as textOf, utf8 } from '../../core/bytes.js';
import { TILE_WIDTH, tilePath } from '../../core/log/tree/tile.js';
import { readIfThere, writeDurably } from './durable.js';

/** Rows beside an entry, by table, as PostgreSQL writes them as JSON: never parsed here, so that no number is rounded. */
export type Beside = Readonly<Record<string, string>>;

export interface Journaled {
  readonly idx: number;
  /** Base64. */
  readonly entry: string;
  readonly statement: string;
  readonly beside: Beside;
}

export class Journal {
  /** @param folder of its own */
  constructor(private readonly folder: string) {}

  /** Entries below this index are in it. */
  async size(): Promise<number> {
    const size = Number(textOf((await readIfThere(join(this.folder, 'size'))) ?? new Uint8Array()));
    return Number.isSafeInteger(size) && size > 0 ? size : 0;
  }

  /** Adds entries that follow each other; those from the first one's index on that were there already are replaced. */
  async add(entries: readonly Journaled[]): Promise<void> {
    const bundles = new Map<number, Journaled[]>();
    for (const entry of entries) {
      const n = Math.floor(entry.idx / TILE_WIDTH);
      const bundle = bundles.get(n);
      if (bundle === undefined) bundles.set(n, [entry]);
      else bundle.push(entry);
    }
    for (const [n, added] of bundles) await this.addTo(n, added);
  }

  /** Once it is signed: it is good up to there. */
  async reach(size: number): Promise<void> {
    await writeDurably([{ path: join(this.folder, 'size'), bytes: utf8(`${size}\n`), owned: true }]);
  }

  /** Entries from `from` to `to` (exclusive) as far as they are there, in order. */
  async *read(from: number, to: number): AsyncGenerator<Journaled> {
    for (let n = Math.floor(from / TILE_WIDTH); n * TILE_WIDTH < to; n++) {
      yield* (await this.bundle(n)).filter(({ idx }) => idx >= from && idx < to);
    }
  }

  /** Writes the bundles of these entries again with rows taken out of them; `without` gives back the same object where nothing is. */
  async forget(indexes: readonly number[], without: (entry: Journaled) => Journaled): Promise<void> {
    for (const n of new Set(indexes.map((idx) => Math.floor(idx / TILE_WIDTH)))) {
      const entries = await this.bundle(n);
      const left = entries.map(without);
      if (left.some((entry, i) => entry !== entries[i])) await this.replace(n, left);
    }
  }

  private async addTo(n: number, added: readonly Journaled[]): Promise<void> {
    const first = added[0]?.idx ?? 0;
    const before = await this.parts(n);
    const stale = before.filter(({ width }) => n * TILE_WIDTH + width > first);
    const full = await readIfThere(this.path(n));
    const last = (added.at(-1)?.idx ?? first) + 1 - n * TILE_WIDTH;
    if (last === TILE_WIDTH || full !== undefined || stale.length > 0) {
      const kept = (await this.bundle(n)).filter(({ idx }) => idx < first);
      await this.replace(n, [...kept, ...added]);
    } else {
      await writeDurably([{ path: join(`${this.path(n)}.p`, `${last}`), bytes: linesOf(added), owned: true }]);
    }
  }

  /** One file in place of all there is of a bundle. */
  private async replace(n: number, entries: readonly Journaled[]): Promise<void> {
    const width = entries.length;
    const bytes = linesOf(entries);
    const [full, parts] = [this.path(n), `${this.path(n)}.p`];
    await writeDurably([{ path: width === TILE_WIDTH ? full : join(parts, `${width}`), bytes, owned: true }]);
    if (width === TILE_WIDTH) return rm(parts, { recursive: true, force: true });
    await rm(full, { force: true });
    for (const part of await this.parts(n)) {
      if (part.width !== width) await rm(part.path);
    }
  }

  private async bundle(n: number): Promise<Journaled[]> {
    const full = await readIfThere(this.path(n));
    if (full !== undefined) return entriesOf(full);
    const entries = new Map<number, Journaled>();
    for (const { path } of await this.parts(n)) {
      for (const entry of entriesOf((await readIfThere(path)) ?? new Uint8Array())) entries.set(entry.idx, entry);
    }
    return [...entries.values()];
  }

  /** Ascending by width. */
  private async parts(n: number): Promise<{ readonly width: number; readonly path: string }[]> {
    const folder = `${this.path(n)}.p`;
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return [];
    });
    return names
      .filter((name) => /^[1-9]\d{0,2}$/.test(name))
      .map((name) => ({ width: Number(name), path: join(folder, name) }))
      .sort((a, b) => a.width - b.width);
  }

  private path(n: number): string {
    return join(this.folder, tilePath('entries', n, TILE_WIDTH).slice('tile/entries/'.length));
  }
}

function linesOf(entries: readonly Journaled[]): Uint8Array {
  return utf8(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}

/** Lines that are no entry are passed over: whoever reads counts what it needs. */
function entriesOf(bytes: Uint8Array): Journaled[] {
  return (textOf(bytes) ?? '').split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Journaled];
    } catch {
      return [];
    }
  });
}
