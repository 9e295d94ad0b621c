/** Full tiles that a database lacks, made from its entries: as after entries were given back to it. */
import type { DataSource } from 'typeorm';
import { TILE_WIDTH } from '../../core/log/tree/tile.js';
import { keepTiles } from '../signer/keep.js';
import { Edge, edgeTiles, type FullTile } from './edge.js';
import { readTiles } from './tile-rows.js';

const STRIDE = 10_000;

export async function mendTiles(dataSource: DataSource, size: number): Promise<void> {
  const [row]: { n: number }[] = await dataSource.query(
    'SELECT coalesce(max(n) + 1, 0)::float8 AS n FROM tile WHERE level = 0',
  );
  const from = (row?.n ?? 0) * TILE_WIDTH;
  const tiles = await readTiles(dataSource, edgeTiles(from));
  if (tiles.includes(undefined)) throw new Error(`bug: the tiles of ${from} entries are not whole: run veta fsck`);
  const edge = new Edge(from, tiles as Uint8Array[][]);
  const filled: FullTile[] = [];
  for (let at = from; at < size; at += STRIDE) {
    const leaves: { leaf: Buffer }[] = await dataSource.query(
      'SELECT leaf FROM entry WHERE idx >= $1 AND idx < $2 ORDER BY idx',
      [at, Math.min(size, at + STRIDE)],
    );
    for (const { leaf } of leaves) filled.push(...edge.append(Uint8Array.from(leaf)));
  }
  await keepTiles(dataSource, filled);
}
