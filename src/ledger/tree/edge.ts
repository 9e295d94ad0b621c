/**
 * The right edge of a growing tree: the hashes of the unfinished tile of each level, lowest first, and so its root.
 *
 * It takes leaves one by one and gives back the tiles each of them fills.
 */
import { appendLeaf, rootOf, rootOfLeaves, type Frontier } from '../../core/log/tree/merkle.js';
import { TILE_WIDTH, type Tile } from '../../core/log/tree/tile.js';

export interface FullTile {
  readonly level: number;
  readonly n: number;
  /** 256 hashes. */
  readonly hashes: readonly Uint8Array[];
  /** Their root: one hash of the level above. */
  readonly root: Uint8Array;
}

/** The unfinished tiles of a tree of this size, one per level that has one. */
export function edgeTiles(size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    const width = count % TILE_WIDTH;
    if (width > 0) tiles.push({ level, n: Math.floor(count / TILE_WIDTH), width });
  }
  return tiles;
}

export class Edge {
  private readonly levels: Uint8Array[][] = [];
  private frontier: Frontier;

  /** @param tiles the hashes of `edgeTiles(size)`, in that order */
  constructor(
    private count: number,
    tiles: readonly (readonly Uint8Array[])[],
  ) {
    edgeTiles(count).forEach(({ level }, i) => {
      while (this.levels.length <= level) this.levels.push([]);
      this.levels[level] = [...(tiles[i] ?? [])];
    });
    // The full subtrees of the highest level are the largest, and come first.
    this.frontier = this.levels.toReversed().flatMap((hashes) => frontierOf(hashes));
  }

  get size(): number {
    return this.count;
  }

  /** Largest first. */
  get fullSubtrees(): Frontier {
    return this.frontier;
  }

  get root(): Uint8Array {
    return rootOf(this.frontier);
  }

  /** The unfinished tiles with their hashes, lowest first. */
  get unfinished(): { readonly level: number; readonly n: number; readonly hashes: readonly Uint8Array[] }[] {
    return edgeTiles(this.count).map(({ level, n }) => ({ level, n, hashes: [...(this.levels[level] ?? [])] }));
  }

  /** Takes the next leaf and returns the tiles it fills, lowest first. */
  append(leaf: Uint8Array): FullTile[] {
    this.frontier = appendLeaf(this.frontier, this.count, leaf);
    this.count++;
    const full: FullTile[] = [];
    let hash = leaf;
    for (let level = 0; ; level++) {
      const hashes = (this.levels[level] ??= []);
      hashes.push(hash);
      if (hashes.length < TILE_WIDTH) return full;
      hash = rootOfLeaves(hashes);
      full.push({ level, n: this.count / TILE_WIDTH ** (level + 1) - 1, hashes, root: hash });
      this.levels[level] = [];
    }
  }
}

function frontierOf(hashes: readonly Uint8Array[]): Frontier {
  return hashes.reduce<Frontier>((frontier, hash, size) => appendLeaf(frontier, size, hash), []);
}
