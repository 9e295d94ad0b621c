/**
 * Heads: what a log signs of single subjects at one of its checkpoints, so that leaving out the newest entries of a lot, or
 * the suspension of a paper, or the revocation of a key, is seen or can be proven. A signed note whose text is, each line
 * ended by LF (docs/ledger-format.md, section 6.1):
 *
 *   veta/heads/v1
 *   <origin>
 *   <size>
 *   <root, base64>
 *   lot <uuid> <count> <leaf>            one line per subject, ascending bytewise, each subject once
 *   keys <b64u of the organisation's id> <count> <leaf or ->
 *   papers <b64u of the holder's id> <count> <leaf or ->
 *
 * A line says: in the tree of that size and root exactly `count` entries are about this subject, and the newest has that leaf
 * (base64url). A later shown entry that it does not count, below `size`, proves together with the note that the log lied.
 */
import { fromBase64, fromBase64Url, text as textOf, toBase64, toBase64Url, utf8 } from '../bytes.js';
import type { Checkpoint } from './notes/checkpoint.js';
import { NOTE_LIMIT } from './notes/note.js';
import { isAscending, isBase64Url, isUuid, isWord } from './shape.js';
import type { Statement } from './statement.js';

/**
 * `lot`: entries that link it. `papers`: statements `credential.*` with this holder. `keys`: KEY_ACTS of this organisation; the
 * log's own are of the organisation named as its origin.
 */
export interface Subject {
  readonly kind: 'keys' | 'lot' | 'papers';
  /** A uuid, or an organisation's id. */
  readonly id: string;
}

export interface Head extends Subject {
  readonly count: number;
  /** Of the newest entry, base64url; null exactly where there is none. A lot has at least one. */
  readonly leaf: string | null;
}

export interface Heads extends Checkpoint {
  readonly heads: readonly Head[];
}

const FIRST_LINE = 'veta/heads/v1';
export const HEADS_LIMIT = 5000;
/** Characters of lines in one note, so that with its signatures it stays below what a signed note may have. */
const TEXT_LIMIT = 900_000;

/** The text to sign; heads in any order. Throws `bug: …` on what is not a list of distinct heads within the limits. */
export function formatHeads({ origin, size, root, heads }: Heads): string {
  const lines = heads.map((head) => `${lineOf(head)}\n`).sort();
  const text = `${FIRST_LINE}\n${origin}\n${size}\n${toBase64(root)}\n${lines.join('')}`;
  if (parseHeads(text) === undefined)
    throw new Error(`bug: not heads of ${origin} at ${size}: ${lines.slice(0, 3).join('')}`);
  return text;
}

/** The same heads as texts that each fit a note. */
export function headsTexts({ heads, ...checkpoint }: Heads): string[] {
  const parts: Head[][] = [];
  let length = Infinity;
  for (const head of heads) {
    length += lineOf(head).length + 1;
    if (length > TEXT_LIMIT || (parts.at(-1)?.length ?? 0) === HEADS_LIMIT) {
      parts.push([]);
      length = lineOf(head).length + 1;
    }
    parts.at(-1)?.push(head);
  }
  return parts.map((part) => formatHeads({ ...checkpoint, heads: part }));
}

export function parseHeads(text: string): Heads | undefined {
  if (text.length > NOTE_LIMIT || !text.endsWith('\n')) return undefined;
  // Split, and not one expression for all lines: on a hostile text that would run out of stack.
  const [first, origin, decimal, base64, ...lines] = text.slice(0, -1).split('\n', 4 + HEADS_LIMIT + 1);
  if (first !== FIRST_LINE || origin === undefined || !/^\P{Cc}+$/u.test(origin)) return undefined;
  if (decimal === undefined || !/^(0|[1-9]\d{0,15})$/.test(decimal)) return undefined;
  if (base64 === undefined || !/^[A-Za-z0-9+/]{43}=$/.test(base64)) return undefined;
  const [size, root] = [Number(decimal), fromBase64(base64)];
  if (root === undefined || !Number.isSafeInteger(size)) return undefined;
  if (lines.length === 0 || lines.length > HEADS_LIMIT) return undefined;
  const heads = lines.map((line) => headOf(line, size));
  if (!heads.every((head) => head !== undefined)) return undefined;
  return isAscending(heads.map(nameOf)) ? { origin, size, root, heads } : undefined;
}

/** The subjects that a statement counts for, whatever else its data say: what a log's heads and a reader's count agree on. */
export function subjectsOf({ type, lots, data }: Pick<Statement, 'type' | 'lots' | 'data'>): Subject[] {
  const subjects: Subject[] = lots.map((id) => ({ kind: 'lot', id }));
  const { holder, organisation } = data;
  if (type.startsWith('credential.') && isWord(holder)) subjects.push({ kind: 'papers', id: holder });
  if (isKeyAct(type) && isWord(organisation)) subjects.push({ kind: 'keys', id: organisation });
  return subjects;
}

/** Statements that decide whose keys speak for an organisation, and whether anything else does. */
export const KEY_ACTS: readonly string[] = ['key.added', 'key.revoked', 'policy.set'];

export function isKeyAct(type: string): boolean {
  return KEY_ACTS.includes(type);
}

/** A name for a subject in a map. */
export function subjectOf({ kind, id }: Subject): string {
  return `${kind} ${id}`;
}

function lineOf(head: Head): string {
  return `${nameOf(head)} ${head.count} ${head.leaf ?? '-'}`;
}

function nameOf({ kind, id }: Subject): string {
  return `${kind} ${kind === 'lot' ? id : toBase64Url(utf8(id))}`;
}

function headOf(line: string, size: number): Head | undefined {
  const [, kind, name, decimal, hash] = /^(keys|lot|papers) ([\w-]+) (0|[1-9]\d{0,15}) (-|[\w-]{43})$/.exec(line) ?? [];
  if (kind === undefined || name === undefined || hash === undefined) return undefined;
  const count = Number(decimal);
  const leaf = hash === '-' ? null : hash;
  if (!(count <= size) || (leaf === null) !== (count === 0) || (leaf !== null && !isBase64Url(leaf, 32)))
    return undefined;
  if (kind === 'lot') return count > 0 && isUuid(name) ? { kind, id: name, count, leaf } : undefined;
  const bytes = fromBase64Url(name);
  const id = bytes && textOf(bytes);
  return isWord(id) ? { kind: kind as Subject['kind'], id, count, leaf } : undefined;
}
