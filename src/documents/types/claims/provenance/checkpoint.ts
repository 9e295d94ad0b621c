/** Which log tells all this, and the signed checkpoint by which a stranger pins it. */
import type { EntityManager } from 'typeorm';
import { toBase64 } from '../../../../core/bytes.js';

export interface CheckpointOnPaper {
  /** Origin of the log. */
  readonly origin: string;
  /** How many entries of it this was read from. */
  readonly entries: number;
  /** The newest that was signed then; null while there is none. Root hash in base64, as its note has it (C2SP tlog-checkpoint). */
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
}

export async function checkpointAt(tx: EntityManager, origin: string, idx: number): Promise<CheckpointOnPaper> {
  const entries = idx + 1;
  const [row]: { size: string; root: Buffer }[] = await tx.query(
    'SELECT size, root FROM checkpoint WHERE size <= $1 ORDER BY size DESC LIMIT 1',
    [entries],
  );
  const checkpoint = row === undefined ? null : { size: Number(row.size), root: toBase64(row.root) };
  return { origin, entries, checkpoint };
}
