/**
 * The bundle a stranger checks offline: one canonical JSON file with the history of one lot, and no policy in it.
 *
 *   {"checkpoint": signed note, "code": …, "events": [{"e": entry, "g"?: […], "i": index, "s": statement}…],
 *    "kind": "veta.bundle", "log": origin, "lot": uuid, "subtrees": [hash…], "v": 1}
 *
 * Bytes are base64url, events ascend by index, `subtrees` proves them all at once (see `inclusion.ts`), `g` holds signatures
 * `{"key": raw public key, "kid", "sig"}` ascending by `kid` and is absent when empty. docs/ledger-format.md, section 8.
 */
import { fromBase64Url, toBase64Url, utf8 } from '../bytes.js';
import { formatJcs, isList, parseCanonical, type Json } from '../log/canonical-json.js';
import { parseCheckpoint } from '../log/checkpoint.js';
import { parseNote } from '../log/note.js';
import { hasMembers, isAscending, isBase64Url, isCount, isUuid, isWord } from '../log/shape.js';
import { mergePaths } from './inclusion.js';

/** Bytes of the whole file; the limit of 48 KiB is one statement's. */
const BUNDLE_LIMIT = 16 * 1024 * 1024;

export interface BundleSignature {
  readonly kid: string;
  /** 64 bytes, base64url. */
  readonly sig: string;
  /** Raw public key, 32 bytes. */
  readonly key: Uint8Array;
}

export interface BundleEvent {
  readonly index: number;
  readonly entry: Uint8Array;
  readonly statement: Uint8Array;
  readonly signatures: readonly BundleSignature[];
}

export interface Bundle {
  readonly log: string;
  /** The signed note. */
  readonly checkpoint: string;
  readonly lot: string;
  readonly code: string;
  readonly events: readonly BundleEvent[];
  /** Hashes of the subtrees without an event of ours, left to right. */
  readonly subtrees: readonly Uint8Array[];
}

export interface BundleParts {
  readonly checkpoint: string;
  readonly lot: string;
  readonly code: string;
  /** In any order, each with its RFC 6962 inclusion path (from the leaf up) in the checkpoint's tree. */
  readonly events: readonly {
    readonly index: number;
    readonly entry: Uint8Array;
    readonly statement: Uint8Array;
    readonly path: readonly Uint8Array[];
    readonly signatures?: readonly BundleSignature[];
  }[];
}

/** The file's bytes. Throws `bug: …` where the parts do not belong together or the file grows past its limit. */
export function formatBundle({ checkpoint, lot, code, events }: BundleParts): Uint8Array {
  const head = parseCheckpoint(parseNote(checkpoint)?.text ?? '');
  if (head === undefined) throw new Error('bug: the note of a bundle is not a checkpoint');
  const sorted = [...events].sort((a, b) => a.index - b.index);
  const bytes = utf8(
    formatJcs({
      v: 1,
      kind: 'veta.bundle',
      log: head.origin,
      checkpoint,
      lot,
      code,
      events: sorted.map(({ index, entry, statement, signatures }) => ({
        i: index,
        e: toBase64Url(entry),
        s: toBase64Url(statement),
        ...(signatures !== undefined && signatures.length > 0 && { g: signatures.map(formatSignature) }),
      })),
      subtrees: mergePaths(sorted, head.size).map(toBase64Url),
    }),
  );
  if (parseBundle(bytes) === undefined) throw new Error(`bug: not a bundle: lot ${lot}, ${bytes.length} bytes`);
  return bytes;
}

/** `undefined` unless the bytes are canonical and have exactly this shape; what they say is not yet checked. */
export function parseBundle(bytes: Uint8Array): Bundle | undefined {
  const value = parseCanonical(bytes, BUNDLE_LIMIT);
  if (value === undefined || !hasMembers(value, MEMBERS)) return undefined;
  const { v, kind, log, checkpoint, lot, code, events, subtrees } = value as { [name: string]: Json };
  if (v !== 1 || kind !== 'veta.bundle' || !isWord(log) || !isUuid(lot) || !isWord(code)) return undefined;
  if (typeof checkpoint !== 'string' || events === undefined || subtrees === undefined) return undefined;
  if (!isList(events) || events.length === 0 || !isList(subtrees)) return undefined;
  const read = events.map(readEvent);
  const hashes = subtrees.map((hash) => (isBase64Url(hash, 32) ? fromBase64Url(hash) : undefined));
  if (!read.every((event) => event !== undefined) || !hashes.every((hash) => hash !== undefined)) return undefined;
  return { log, checkpoint, lot, code, events: read, subtrees: hashes };
}

const MEMBERS = ['checkpoint', 'code', 'events', 'kind', 'log', 'lot', 'subtrees', 'v'];

function readEvent(value: Json): BundleEvent | undefined {
  if (!hasMembers(value, ['e', 'i', 's'], ['g'])) return undefined;
  const { e, g, i, s } = value;
  if (!isCount(i, 0) || typeof e !== 'string' || typeof s !== 'string') return undefined;
  const [entry, statement, signatures] = [fromBase64Url(e), fromBase64Url(s), readSignatures(g)];
  if (entry === undefined || statement === undefined || signatures === undefined) return undefined;
  return { index: i, entry, statement, signatures };
}

function readSignatures(value: Json | undefined): BundleSignature[] | undefined {
  if (value === undefined) return [];
  if (!isList(value) || value.length === 0) return undefined;
  const signatures = value.map(readSignature);
  if (!signatures.every((signature) => signature !== undefined)) return undefined;
  return isAscending(signatures.map(({ kid }) => kid)) ? signatures : undefined;
}

function readSignature(value: Json): BundleSignature | undefined {
  if (!hasMembers(value, ['key', 'kid', 'sig'])) return undefined;
  const { key, kid, sig } = value;
  if (!isBase64Url(key, 32) || !isBase64Url(kid, 16) || !isBase64Url(sig, 64)) return undefined;
  const raw = fromBase64Url(key);
  return raw && { kid, sig, key: raw };
}

function formatSignature({ kid, sig, key }: BundleSignature): Json {
  return { kid, sig, key: toBase64Url(key) };
}
