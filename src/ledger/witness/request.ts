/**
 * The body of `add-checkpoint` (C2SP tlog-witness): `old <size>`, the hashes of a consistency proof from that size
 * (RFC 6962 §2.1.2), an empty line, the checkpoint's signed note.
 */
import { fromBase64, text as textOf, toBase64 } from '../../core/bytes.js';
import { parseForeignCheckpoint, type Checkpoint } from '../../core/log/notes/checkpoint.js';

const PROOF_LIMIT = 63;
/** A note of a hundred signatures, 2.5 KB each where they are post-quantum, and a proof. */
export const REQUEST_LIMIT = 300_000;

export interface AddCheckpoint {
  /** Size that the proof begins at: the one the witness is believed to have cosigned last. */
  readonly old: number;
  /** 32 bytes each. */
  readonly proof: readonly Uint8Array[];
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

export function formatAddCheckpoint({ old, proof, note }: Omit<AddCheckpoint, 'checkpoint'>): string {
  return `${[`old ${old}`, ...proof.map(toBase64)].join('\n')}\n\n${note}`;
}

export function parseAddCheckpoint(body: string | Uint8Array): AddCheckpoint | undefined {
  if (body.length > REQUEST_LIMIT) return undefined;
  const whole = typeof body === 'string' ? body : textOf(body);
  const split = whole?.indexOf('\n\n') ?? -1;
  if (whole === undefined || split < 0) return undefined;
  const [first = '', ...lines] = whole.slice(0, split).split('\n');
  const [, decimal] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? [];
  const old = Number(decimal ?? Number.NaN);
  const proof = lines.map(hashOf);
  const note = whole.slice(split + 2);
  // Whether its signature lines are any good is asked later: the standard tells apart 400 and 403.
  const checkpoint = parseForeignCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1));
  if (!Number.isSafeInteger(old) || proof.length > PROOF_LIMIT || checkpoint === undefined) return undefined;
  return proof.every((hash) => hash !== undefined) ? { old, proof, note, checkpoint } : undefined;
}

function hashOf(line: string): Uint8Array | undefined {
  const hash = line.length === 44 ? fromBase64(line) : undefined;
  return hash?.length === 32 ? hash : undefined;
}
