/** The newest checkpoint that was signed: the size up to which tiles and proofs are given out. */
import type { DataSource } from 'typeorm';

export interface Published {
  readonly size: number;
  readonly root: Uint8Array;
  /** Signed note, C2SP signed-note. */
  readonly note: string;
}

export async function newestCheckpoint(dataSource: DataSource): Promise<Published | undefined> {
  const [row]: { size: string; root: Buffer; note: string }[] = await dataSource.query(
    'SELECT size, root, note FROM checkpoint ORDER BY size DESC LIMIT 1',
  );
  return row === undefined ? undefined : { size: Number(row.size), root: Uint8Array.from(row.root), note: row.note };
}
