/** The tree that a public log's level-0 tiles make, against every other tile it serves and every root it signed. */
import { equalBytes } from '../../core/bytes.js';
import { parseTile, tilePath, TILE_WIDTH } from '../../core/log/tree/tile.js';
import { Edge } from '../tree/edge.js';
import type { Fault } from '../fsck.js';
import type { PublicLog } from './public-log.js';
import type { Head } from './public-notes.js';

export class PublicTree {
  readonly edge = new Edge(0, []);
  readonly faults: Fault[] = [];
  /** Hashes of each level above the leaves: roots of the full tiles below. */
  private readonly levels: Uint8Array[][] = [];
  private goodSize = 0;
  private rewritten: { readonly from: number; readonly to: number; readonly names: readonly string[] } | undefined;

  constructor(private readonly heads: readonly Head[]) {
    this.checkRoots();
  }

  append(leaf: Uint8Array): void {
    for (const { level, root } of this.edge.append(leaf)) (this.levels[level] ??= []).push(root);
    this.checkRoots();
  }

  private checkRoots(): void {
    const { size } = this.edge;
    const heads = this.heads.filter((head) => head.size === size);
    if (heads.length === 0) return;
    const { root } = this.edge;
    const wrong = heads.filter((head) => !equalBytes(head.root, root)).map(({ name }) => name);
    // Only the first: every root after it differs as well.
    if (wrong.length > 0) this.rewritten ??= { from: this.goodSize, to: size, names: wrong };
    else if (this.rewritten === undefined) this.goodSize = size;
  }

  /** A root that differs is news only where no other fault in its stretch explains it. */
  rewriting(others: readonly Fault[]): Fault[] {
    if (this.rewritten === undefined) return [];
    const { from, to, names } = this.rewritten;
    if (others.some(({ idx }) => idx >= from && idx < to)) return [];
    const what = `entries ${from} to ${to - 1} are not those that ${names.join(' and ')} was signed for, at size ${to}`;
    return [{ idx: from, what }];
  }

  /** Fetches every tile above level 0 that a tree of this size has, full and partial. */
  async checkTiles(log: PublicLog): Promise<void> {
    for (const [below, hashes] of this.levels.entries()) {
      const level = below + 1;
      const tiles = Array.from({ length: Math.ceil(hashes.length / TILE_WIDTH) }, (_, n) => n);
      const widthOf = (n: number): number => Math.min(TILE_WIDTH, hashes.length - n * TILE_WIDTH);
      let n = 0;
      for await (const { bytes } of log.readAll(tiles.map((one) => tilePath(level, one, widthOf(one))))) {
        const kept = hashes.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH);
        const served = bytes === undefined ? undefined : parseTile(bytes, kept.length);
        const at = served === undefined ? 0 : kept.findIndex((hash, i) => !equalBytes(hash, served[i] ?? hash));
        const idx = (n * TILE_WIDTH + Math.max(at, 0)) * TILE_WIDTH ** level;
        if (served === undefined) this.faults.push({ idx, what: tileFault(level, n, bytes, kept.length) });
        else if (at >= 0)
          this.faults.push({ idx, what: `tile ${n} of level ${level} is not made of the tiles below it` });
        n += 1;
      }
    }
  }
}

/** Why a tile could not be read. */
export function tileFault(level: number, n: number, bytes: Uint8Array | undefined, width: number): string {
  if (bytes === undefined) return `tile ${n} of level ${level} is missing`;
  return `tile ${n} of level ${level} has ${bytes.length} bytes and not those of ${width} hashes`;
}
