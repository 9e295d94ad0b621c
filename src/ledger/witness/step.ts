/**
 * What a witness does with one request (C2SP tlog-witness), given what it cosigned last of that log: no file, no clock.
 *
 * It cosigns only a tree that begins with the tree it cosigned before, so that two views of one log can never both have
 * its signature. Two notes that one log signed for one size with two roots are the proof that it lies, and are kept.
 */
import { publicKeyOf } from '#crypto';
import { equalBytes } from '../../core/bytes.js';
import { EMPTY_ROOT, checkGrowth } from '../../core/log/tree/merkle.js';
import { cosign, formatNote, formatSignature, openNote, parseNote } from '../../core/log/notes/note.js';
import { COSIGNATURE, vkeyOf, type Vkey } from '../../core/log/notes/vkey.js';
import type { AddCheckpoint } from './request.js';

/** The key of a witness: its name in a note's signature line and its seed. */
export interface CosignerKey {
  readonly name: string;
  readonly seed: Uint8Array;
}

/** The newest checkpoint of a log that this witness cosigned. */
export interface Seen {
  readonly size: number;
  readonly root: Uint8Array;
  /** POSIX seconds of that cosignature. */
  readonly time: number;
  /** The note, with the log's signature and ours. */
  readonly note: string;
}

export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  readonly contentType: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
}

export interface Outcome {
  readonly answer: Answer;
  /** To be durable before the answer goes out. */
  readonly next?: Seen;
  /** A note of the log that contradicts the one it signed before. */
  readonly contradiction?: string;
}

export function vkeyOfWitness({ name, seed }: CosignerKey): Vkey {
  return vkeyOf(name, COSIGNATURE, publicKeyOf(seed));
}

/**
 * @param keys the log's keys; none where the origin is unknown
 * @param now POSIX seconds
 */
export function addCheckpoint(
  { old, proof, note, checkpoint }: AddCheckpoint,
  keys: readonly Vkey[],
  seen: Seen | undefined,
  cosigner: CosignerKey,
  now: number,
): Outcome {
  const { origin, size, root } = checkpoint;
  if (keys.length === 0) return refusal(404, `unknown log ${origin}`);
  const opened = openNote(note, keys);
  if (opened === undefined) return refusal(403, 'invalid signature: no key of this log that is known here made it');
  if (old > size) return refusal(400, `the old size ${old} is larger than the checkpoint's ${size}`);
  const last = seen ?? { size: 0, root: EMPTY_ROOT, time: 0 };
  if (seen !== undefined && size === seen.size && !equalBytes(root, seen.root)) {
    return { ...conflict(seen.size), contradiction: note };
  }
  if (old !== last.size) return conflict(last.size);
  if (!checkGrowth(old, size, proof, last.root, root)) {
    return refusal(422, `the consistency proof does not lead from size ${old} to size ${size}`);
  }
  // A clock that was set back must not make the larger tree look older.
  const time = Math.max(now, last.time);
  const cosignature = cosign(opened.text, cosigner.name, cosigner.seed, time);
  const byLog = parseNote(note)?.signatures.filter(({ name, id }) => keys.some((k) => k.name === name && k.id === id));
  return {
    answer: { status: 200, body: formatSignature(cosignature), contentType: 'text/plain; charset=utf-8' },
    next: { size, root, time, note: formatNote({ text: opened.text, signatures: [...(byLog ?? []), cosignature] }) },
  };
}

export function refusal(status: Exclude<Answer['status'], 200 | 409>, why: string): Outcome {
  return { answer: { status, body: `${why}\n`, contentType: 'text/plain; charset=utf-8' } };
}

function conflict(size: number): Outcome {
  return { answer: { status: 409, body: `${size}\n`, contentType: 'text/x.tlog.size' } };
}
