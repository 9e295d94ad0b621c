/**
 * Hashes of tiles from the database: full ones are kept, partial ones are leaves of entries (level 0) or roots of the full
 * tiles below (C2SP tlog-tiles). Any number of tiles costs one query.
 */
import type { DataSource } from 'typeorm';
import { parseTile, TILE_WIDTH, type Tile } from '../../core/log/tree/tile.js';

const READ_TILES = `
  WITH asked AS (SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::integer[]) WITH ORDINALITY AS a(level, n, width, place))
  SELECT a.place, t.hashes FROM asked a JOIN tile t USING (level, n) WHERE a.width = ${TILE_WIDTH}
  UNION ALL
  SELECT a.place, string_agg(e.leaf, '' ORDER BY e.idx)
    FROM asked a JOIN entry e ON e.idx >= a.n * ${TILE_WIDTH} AND e.idx < a.n * ${TILE_WIDTH} + a.width
   WHERE a.level = 0 AND a.width < ${TILE_WIDTH} GROUP BY a.place
  UNION ALL
  SELECT a.place, string_agg(t.root, '' ORDER BY t.n)
    FROM asked a JOIN tile t ON t.level = a.level - 1 AND t.n >= a.n * ${TILE_WIDTH} AND t.n < a.n * ${TILE_WIDTH} + a.width
   WHERE a.level > 0 AND a.width < ${TILE_WIDTH} GROUP BY a.place`;

interface TileRow {
  place: string;
  hashes: Buffer;
}

/** The hashes of each tile, in the order asked; undefined where the database does not have all of them. */
export async function readTiles(dataSource: DataSource, tiles: readonly Tile[]): Promise<(Uint8Array[] | undefined)[]> {
  if (tiles.length === 0) return [];
  const rows: TileRow[] = await dataSource.query(READ_TILES, [
    tiles.map(({ level }) => level),
    tiles.map(({ n }) => n),
    tiles.map(({ width }) => width),
  ]);
  const byPlace = new Map(rows.map(({ place, hashes }) => [Number(place), hashes]));
  return tiles.map(({ width }, i) => parseTile(Uint8Array.from(byPlace.get(i + 1) ?? []), width));
}
