/** Cosignatures in the database: each kept once, and the note that met the quorum. */
import type { DataSource } from 'typeorm';
import { parseCheckpoint } from '../../core/log/notes/checkpoint.js';
import { openNote, parseNote } from '../../core/log/notes/note.js';
import { quorumMet, type Policy } from '../../core/log/notes/policy.js';
import { formatVkey, type Vkey } from '../../core/log/notes/vkey.js';
import type { Published } from '../tree/published.js';

/** The newest checkpoint that had enough cosignatures, in its note; the last word on how far the log is witnessed. */
export async function newestCosigned(dataSource: DataSource): Promise<Published | undefined> {
  // What is no checkpoint of ours is nobody's to be given, though the application could add it.
  const [row]: { note: string }[] = await dataSource.query(
    `SELECT c.note FROM cosigned_checkpoint c JOIN checkpoint k USING (size)
      WHERE starts_with(c.note, k.note) ORDER BY c.size DESC LIMIT 1`,
  );
  const checkpoint = parseCheckpoint(parseNote(row?.note ?? '')?.text ?? '');
  return row && checkpoint && { size: checkpoint.size, root: checkpoint.root, note: row.note };
}

/** The same for those who are given it by name, and any checkpoint as far as it is witnessed. */
export class Cosigned {
  constructor(private readonly dataSource: DataSource) {}

  newest(): Promise<Published | undefined> {
    return newestCosigned(this.dataSource);
  }

  /** The note of a signed checkpoint with whatever cosignatures of it there are. */
  of(note: string): Promise<string> {
    const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '');
    if (checkpoint === undefined) throw new Error('bug: our own checkpoint cannot be read');
    return noteWith(this.dataSource, { ...checkpoint, note });
  }
}

/** The largest size that this witness is known to have cosigned; 0 where there is none. */
export async function lastCosigned(dataSource: DataSource, witness: Vkey): Promise<number> {
  const [row]: { size: string | null }[] = await dataSource.query(
    'SELECT max(size) AS size FROM cosignature WHERE witness = $1',
    [formatVkey(witness)],
  );
  return Number(row?.size ?? 0);
}

export async function keepCosignature(dataSource: DataSource, size: number, by: Vkey, line: string): Promise<void> {
  await dataSource.query('INSERT INTO cosignature (size, witness, line) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    size,
    formatVkey(by),
    line,
  ]);
}

/** The witnesses of the policy whose cosignature of this checkpoint is kept. */
export async function cosignersOf(dataSource: DataSource, policy: Policy, checkpoint: Published): Promise<Vkey[]> {
  return openNote(await noteWith(dataSource, checkpoint), keysOf(policy))?.verified.slice() ?? [];
}

/** The checkpoint's note with its cosignatures, kept and returned once there are enough by the policy. */
export async function keepCosigned(
  dataSource: DataSource,
  policy: Policy,
  checkpoint: Published,
): Promise<string | undefined> {
  const note = await noteWith(dataSource, checkpoint);
  // Checked again from the bytes: what a reader gets is what a reader would take.
  const verified = openNote(note, keysOf(policy))?.verified ?? [];
  if (verified.length === 0 || !quorumMet(policy, verified)) return undefined;
  await dataSource.query('INSERT INTO cosigned_checkpoint (size, note) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    checkpoint.size,
    note,
  ]);
  return note;
}

async function noteWith(dataSource: DataSource, { size, note }: Published): Promise<string> {
  const rows: { line: string }[] = await dataSource.query(
    'SELECT line FROM cosignature WHERE size = $1 ORDER BY witness COLLATE "C"',
    [size],
  );
  return `${note}${rows.map(({ line }) => line).join('')}`;
}

function keysOf({ witnesses }: Policy): Vkey[] {
  return witnesses.map(({ vkey }) => vkey);
}
