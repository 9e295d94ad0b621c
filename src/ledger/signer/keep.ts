/** The signer's two writes to the database: copies for readers, each made at most once. */
import type { DataSource } from 'typeorm';
import { concat, equalBytes } from '../../core/bytes.js';
import { LedgerHalted } from '../append/log-state.js';
import type { FullTile } from '../tree/edge.js';

const INSERT_TILES = `
  INSERT INTO tile (level, n, hashes, root)
  SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[], $4::bytea[]) ON CONFLICT DO NOTHING`;

/** @throws LedgerHalted where the database already has another tile in the place of one of these */
export async function keepTiles(dataSource: DataSource, tiles: readonly FullTile[]): Promise<void> {
  if (tiles.length === 0) return;
  const hashes = tiles.map((tile) => concat(...tile.hashes));
  const places = [tiles.map(({ level }) => level), tiles.map(({ n }) => n)];
  await dataSource.query(INSERT_TILES, [...places, hashes, tiles.map(({ root }) => root)]);
  const kept: { hashes: Buffer; root: Buffer }[] = await dataSource.query(
    `SELECT hashes, root FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS asked(level, n, place)
       JOIN tile USING (level, n) ORDER BY place`,
    places,
  );
  tiles.forEach(({ level, n, root }, i) => {
    const row = kept[i];
    const expected = hashes[i];
    if (
      row === undefined ||
      expected === undefined ||
      !equalBytes(row.hashes, expected) ||
      !equalBytes(row.root, root)
    ) {
      throw new LedgerHalted(
        `The database holds another tile ${n} of level ${level} than its entries make. Run veta fsck.`,
      );
    }
  });
}

/** Ed25519 signs the same text alike, so a note that is there already is this one. */
export async function keepCheckpoint(
  dataSource: DataSource,
  { size, root, note }: { readonly size: number; readonly root: Uint8Array; readonly note: string },
): Promise<void> {
  await dataSource.query('INSERT INTO checkpoint (size, root, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    size,
    root,
    note,
  ]);
}
