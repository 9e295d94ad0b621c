/**
 * The bundle a stranger checks offline: one canonical JSON file with the history of one lot, and no policy in it.
 *
 *   {"checkpoint": signed note, "code": …, "disclosures"?: [{"i", "name", "salt", "value"}…],
 *    "events": [{"e": entry, "g"?: […], "i": index, "s": statement}…], "heads": [signed note…],
 *    "kind": "veta.bundle", "log": origin, "lot": uuid, "subtrees": [hash…], "v": 2}
 *
 * Bytes are base64url, events ascend by index, `subtrees` proves them all at once (see `inclusion.ts`), `g` holds signatures
 * `{"key": raw public key, "kid", "sig"}` ascending by `kid`; it and `disclosures` are absent when empty. Version 1 has
 * neither `heads` nor `disclosures` and is still read. docs/ledger-format.md, section 8.
 */
import { fromBase64Url, toBase64Url, utf8 } from '../bytes.js';
import { formatJcs, isList, parseCanonical, type Json } from '../log/canonical-json.js';
import { parseCheckpoint } from '../log/notes/checkpoint.js';
import { parseNote } from '../log/notes/note.js';
import { hasMembers, isAscending, isBase64Url, isCount, isUuid, isWord } from '../log/shape.js';
import { mergePaths } from './inclusion.js';

/** Bytes of the whole file; the limit of 48 KiB is one statement's. */
const BUNDLE_LIMIT = 16 * 1024 * 1024;
/** Notes of heads; each may name 5000 subjects. */
const NOTES_LIMIT = 100;
/** Keys that may sign one statement. */
const SIGNATURES_LIMIT = 8;

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

/** A private value that whoever gave this bundle chose to show, with the salt of its commitment. */
export interface BundleDisclosure {
  /** Index of the event whose statement is committed to it. */
  readonly index: number;
  readonly name: string;
  readonly salt: string;
  readonly value: Json;
}

export interface Bundle {
  readonly version: 1 | 2;
  readonly log: string;
  /** The signed note. */
  readonly checkpoint: string;
  /** Signed notes (`core/log/heads.ts`) at that checkpoint; none in version 1. */
  readonly heads: readonly string[];
  /** Ascending by event, then by salt. */
  readonly disclosures: readonly BundleDisclosure[];
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
  readonly heads: readonly string[];
  /** In any order. */
  readonly disclosures?: readonly BundleDisclosure[];
  /** In any order, each with its RFC 6962 inclusion path (from the leaf up) in the checkpoint's tree. */
  readonly events: readonly {
    readonly index: number;
    readonly entry: Uint8Array;
    readonly statement: Uint8Array;
    readonly path: readonly Uint8Array[];
    readonly signatures: readonly BundleSignature[];
  }[];
}

/** The file's bytes. Throws `bug: …` where the parts do not belong together or the file grows past its limit. */
export function formatBundle({ checkpoint, lot, code, heads, events, disclosures = [] }: BundleParts): Uint8Array {
  const signed = parseCheckpoint(parseNote(checkpoint)?.text ?? '');
  if (signed === undefined) throw new Error('bug: the note of a bundle is not a checkpoint');
  const sorted = [...events].sort((a, b) => a.index - b.index);
  const shown = [...disclosures].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const bytes = utf8(
    formatJcs({
      v: 2,
      kind: 'veta.bundle',
      log: signed.origin,
      checkpoint,
      heads,
      lot,
      code,
      events: sorted.map(({ index, entry, statement, signatures }) => ({
        i: index,
        e: toBase64Url(entry),
        s: toBase64Url(statement),
        ...(signatures.length > 0 && { g: signatures.map(formatSignature) }),
      })),
      subtrees: mergePaths(sorted, signed.size).map(toBase64Url),
      ...(shown.length > 0 && {
        disclosures: shown.map(({ index, name, salt, value }) => ({ i: index, name, salt, value })),
      }),
    }),
  );
  if (parseBundle(bytes) === undefined) throw new Error(`bug: not a bundle: lot ${lot}, ${bytes.length} bytes`);
  return bytes;
}

/** `undefined` unless the bytes are canonical and have exactly this shape; what they say is not yet checked. */
export function parseBundle(bytes: Uint8Array): Bundle | undefined {
  const value = parseCanonical(bytes, BUNDLE_LIMIT);
  if (value === undefined || !(hasMembers(value, MEMBERS_1) || hasMembers(value, MEMBERS_2, ['disclosures']))) {
    return undefined;
  }
  const { v, kind, log, checkpoint, lot, code, events, subtrees } = value;
  const version = value['heads'] === undefined ? 1 : 2;
  if (v !== version || kind !== 'veta.bundle' || !isWord(log) || !isUuid(lot) || !isWord(code)) return undefined;
  if (typeof checkpoint !== 'string') return undefined;
  if (!isList(events) || events.length === 0 || !isList(subtrees)) return undefined;
  const read = events.map(readEvent);
  const hashes = subtrees.map((hash) => (isBase64Url(hash, 32) ? fromBase64Url(hash) : undefined));
  if (!read.every((event) => event !== undefined) || !hashes.every((hash) => hash !== undefined)) return undefined;
  const [heads, disclosures] = [readNotes(value['heads']), readDisclosures(value['disclosures'])];
  if (heads === undefined || disclosures === undefined) return undefined;
  return { version, log, checkpoint, lot, code, heads, disclosures, events: read, subtrees: hashes };
}

const MEMBERS_1 = ['checkpoint', 'code', 'events', 'kind', 'log', 'lot', 'subtrees', 'v'] as const;
const MEMBERS_2 = [...MEMBERS_1, 'heads'] as const;

function readNotes(value: Json | undefined): string[] | undefined {
  if (value === undefined) return [];
  if (!isList(value) || value.length > NOTES_LIMIT) return undefined;
  return value.every((note) => typeof note === 'string') ? (value as string[]) : undefined;
}

function readDisclosures(value: Json | undefined): BundleDisclosure[] | undefined {
  if (value === undefined) return [];
  if (!isList(value) || value.length === 0) return undefined;
  const disclosures = value.map(readDisclosure);
  if (!disclosures.every((one) => one !== undefined)) return undefined;
  return isAscending(disclosures.map(placeOf)) ? disclosures : undefined; // hence no value twice
}

function readDisclosure(value: Json): BundleDisclosure | undefined {
  if (!hasMembers(value, ['i', 'name', 'salt', 'value'])) return undefined;
  const { i, name, salt, value: shown } = value;
  if (!isCount(i, 0) || !isWord(name) || !isBase64Url(salt, 32)) return undefined;
  return { index: i, name, salt, value: shown };
}

/** Sorts as the pair of index and salt does. */
function placeOf({ index, salt }: BundleDisclosure): string {
  return `${String(index).padStart(16, '0')} ${salt}`;
}

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
  if (!isList(value) || value.length === 0 || value.length > SIGNATURES_LIMIT) return undefined;
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
