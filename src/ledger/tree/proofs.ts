/**
 * Proofs from tiles (RFC 6962, section 2.1): three tile reads' worth of hashes each, however long the log is, and one query
 * for any number of them.
 */
import type { DataSource } from 'typeorm';
import { proveConsistency, proveInclusion, type Subtree } from '../../core/log/tree/merkle.js';
import { subtreeOfTiles, tilesRead } from '../../core/log/tree/tile.js';
import { newestCheckpoint, type Published } from './published.js';
import { readTiles } from './tile-rows.js';

export class Proofs {
  constructor(private readonly dataSource: DataSource) {}

  newestCheckpoint(): Promise<Published | undefined> {
    return newestCheckpoint(this.dataSource);
  }

  /** For each index its path to the root at `size`, the size of a checkpoint that was signed; leaf's sibling first. */
  inclusion(indexes: readonly number[], size: number): Promise<Uint8Array[][]> {
    return this.prove(size, (subtree) => indexes.map((index) => proveInclusion(index, size, subtree)));
  }

  /** That the log at `size` still begins with the log at `from`. */
  consistency(from: number, size: number): Promise<Uint8Array[]> {
    return this.prove(size, (subtree) => proveConsistency(from, size, subtree));
  }

  private async prove<Proof>(size: number, make: (subtree: Subtree) => Proof): Promise<Proof> {
    const tiles = tilesRead(size, make);
    const hashes = await readTiles(this.dataSource, tiles);
    const byTile = new Map(tiles.map(({ level, n }, i) => [`${level}/${n}`, hashes[i]]));
    return make(
      subtreeOfTiles(size, ({ level, n }) => {
        const found = byTile.get(`${level}/${n}`);
        if (found === undefined) throw new Error(`bug: no tile ${n} of level ${level} in a signed tree of ${size}`);
        return found;
      }),
    );
  }
}
