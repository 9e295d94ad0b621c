/**
 * One question to one witness (C2SP tlog-witness, client side). What comes back is a stranger's: it is read up to a limit,
 * within a time, and only a cosignature that holds for this very text by this very key is taken.
 */
import { text as textOf } from '../../core/bytes.js';
import { formatSignature, noteChecks, openNote, parseNote, type NoteSignature } from '../../core/log/notes/note.js';
import type { Vkey } from '../../core/log/notes/vkey.js';
import { formatAddCheckpoint } from '../witness/request.js';

export const LIMIT_MS = 5000;
const ANSWER_LIMIT = 65_536;
/** How far a witness's clock may be ahead of ours. */
const AHEAD_SECONDS = 600;

export interface Question {
  /** The log's signed note. */
  readonly note: string;
  /** Size the proof begins at. */
  readonly old: number;
  readonly proof: readonly Uint8Array[];
}

export type Reply =
  /** `line` as it stands in a note, LF included; `time` in POSIX seconds. */
  | { readonly is: 'cosigned'; readonly line: string; readonly time: number }
  /** It has cosigned this size last. */
  | { readonly is: 'elsewhere'; readonly size: number }
  /** It says that the proof does not fit what it has seen. */
  | { readonly is: 'inconsistent' }
  | { readonly is: 'useless'; readonly why: string };

/** Never throws. */
export async function submit(url: string, witness: Vkey, question: Question, now: number): Promise<Reply> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
      method: 'POST',
      body: formatAddCheckpoint(question),
      redirect: 'error',
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    const body = await read(response);
    if (response.status === 422) return { is: 'inconsistent' };
    if (response.status === 409) return elsewhere(body);
    if (response.status !== 200) return { is: 'useless', why: `it answered ${response.status}` };
    return cosignatureIn(body, question.note, witness, now);
  } catch (error) {
    return { is: 'useless', why: whyOf(error) };
  }
}

/** @param now milliseconds since 1970 */
export function cosignatureIn(body: string | undefined, note: string, witness: Vkey, now: number): Reply {
  const text = parseNote(note)?.text ?? '';
  const together = `${text}\n${body}`;
  // One bad line by this key spoils them all: a witness that signs wrongly once is not asked which time it was right.
  if (openNote(together, [witness])?.text !== text) return { is: 'useless', why: 'it answered without its signature' };
  const time = Math.max(...(noteChecks(together, [witness])?.checks ?? []).map((check) => check.time ?? 0));
  if (time > now / 1000 + AHEAD_SECONDS) return { is: 'useless', why: 'its clock is ahead of ours' };
  const line = parseNote(together)?.signatures.find((signature) => isBy(witness, signature));
  return line === undefined
    ? { is: 'useless', why: 'it answered without its signature' }
    : { is: 'cosigned', line: formatSignature(line), time };
}

function isBy({ name, id }: Vkey, signature: NoteSignature): boolean {
  return signature.name === name && signature.id === id;
}

function elsewhere(body: string | undefined): Reply {
  const [, decimal] = /^(0|[1-9]\d{0,15})\n?$/.exec(body ?? '') ?? [];
  const size = Number(decimal ?? Number.NaN);
  return Number.isSafeInteger(size)
    ? { is: 'elsewhere', size }
    : { is: 'useless', why: 'it answered 409 without a size' };
}

async function read(response: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > ANSWER_LIMIT) throw new Error('it answered too much');
    parts.push(part);
  }
  return textOf(new Uint8Array(Buffer.concat(parts)));
}

/** Told by its shape: a time limit is a DOMException, and what fetch throws keeps its reason in `cause`. */
function whyOf(error: unknown): string {
  const { name, message, cause } = error as { name?: string; message?: string; cause?: { code?: string } };
  if (name === 'TimeoutError') return `it did not answer within ${LIMIT_MS / 1000} seconds`;
  return cause?.code === undefined ? (message ?? String(error)) : `it cannot be reached (${cause.code})`;
}
