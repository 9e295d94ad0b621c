/**
 * fsck's judgement of what witnesses signed: it is shown to everybody, and the database lets the application add to it. Each
 * cosignature holds by the key it is kept under, and a cosigned note is the log's own with nothing but such lines behind it.
 */
import type { EntityManager } from 'typeorm';
import { openNote, parseNote } from '../../core/log/notes/note.js';
import { COSIGNATURE, parseVkey } from '../../core/log/notes/vkey.js';
import type { Fault } from '../fsck.js';

interface CosignatureRow {
  readonly size: number;
  readonly witness: string;
  readonly line: string;
  /** The checkpoint's note. */
  readonly signed: string;
}

interface CosignedRow {
  readonly size: number;
  readonly note: string;
  readonly signed: string;
  /** Signature lines kept of that checkpoint. */
  readonly lines: readonly string[];
}

const PAGE = 1000;

const COSIGNATURES = `
  SELECT c.size::float8 AS size, c.witness, c.line, k.note AS signed FROM cosignature c JOIN checkpoint k USING (size)
   WHERE (c.size, c.witness) > ($1, $2) ORDER BY c.size, c.witness LIMIT ${PAGE}`;

const COSIGNED = `
  SELECT c.size::float8 AS size, c.note, k.note AS signed,
         ARRAY (SELECT s.line FROM cosignature s WHERE s.size = c.size) AS lines
    FROM cosigned_checkpoint c JOIN checkpoint k USING (size) WHERE c.size > $1 ORDER BY c.size LIMIT ${PAGE}`;

export async function cosignedFaults(tx: EntityManager): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (let last = { size: -1, witness: '' }, more = true; more;) {
    const rows: CosignatureRow[] = await tx.query(COSIGNATURES, [last.size, last.witness]);
    for (const row of rows.filter((one) => !holds(one))) {
      const name = row.witness.split('+', 1)[0];
      faults.push({ idx: row.size, what: `the cosignature of ${name} of ${row.size} entries does not hold` });
    }
    last = rows.at(-1) ?? last;
    more = rows.length === PAGE;
  }
  for (let last = -1, more = true; more;) {
    const rows: CosignedRow[] = await tx.query(COSIGNED, [last]);
    for (const { size } of rows.filter((one) => !isMadeOfKept(one))) {
      const what = `the cosigned checkpoint of ${size} entries is not the log's note with cosignatures that are kept`;
      faults.push({ idx: size, what });
    }
    last = rows.at(-1)?.size ?? last;
    more = rows.length === PAGE;
  }
  return faults;
}

function holds({ witness, line, signed }: CosignatureRow): boolean {
  const [vkey, note] = [parseVkey(witness), `${signed}${line}`];
  const isOne = parseNote(note)?.signatures.length === (parseNote(signed)?.signatures.length ?? 0) + 1;
  return isOne && vkey?.type === COSIGNATURE && openNote(note, [vkey]) !== undefined;
}

function isMadeOfKept({ note, signed, lines }: CosignedRow): boolean {
  if (!note.startsWith(signed)) return false;
  const added = note.slice(signed.length).split(/(?<=\n)/);
  return added.every((line) => lines.includes(line));
}
