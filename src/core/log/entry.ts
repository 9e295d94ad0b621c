/**
 * From statement to leaf, version 1 (frozen; docs/ledger-format.md):
 *
 *   sid   = SHA-256("veta/statement/v1\n" ‖ statement)     what was said, whoever signed it
 *   event = SHA-256("veta/event/v1\n" ‖ {"sid":…,"sigs":[…]})   that it was signed, and by whom
 *   entry = {"event":…,"k":"event","links":[{"lot","prev","seq"}…],"received":…,"v":1}
 *   leaf  = SHA-256(0x00 ‖ entry)                           also the next `prev` and `seen` of its lots
 *
 * The entry is public and names no one. A statement is signed over DSSE's pre-authentication encoding.
 */
import { sha256 } from '#crypto';
import { concat, toBase64Url, utf8 } from '../bytes.js';
import { CANONICAL_LIMIT, formatCanonical, isList, isRecord, parseCanonical, type Json } from './canonical-json.js';
import { hasMembers, isAscending, isBase64Url, isCount, isDistinct, isInstant, isUuid, isWord } from './shape.js';
import type { Statement } from './statement.js';

const EVENT_DOMAIN = utf8('veta/event/v1\n');
const STATEMENT_DOMAIN = utf8('veta/statement/v1\n');
const KEY_DOMAIN = utf8('veta/key/v1\n');
export const PAYLOAD_TYPE = 'application/vnd.veta.statement.v1+json';

/** Bundles give an entry's length in two bytes (C2SP tlog-tiles). */
export const ENTRY_LIMIT = 65535;

export interface StatementSignature {
  readonly alg: 'Ed25519';
  readonly kid: string;
  /** 64 bytes, base64url. */
  readonly sig: string;
}

/** Place of an entry in the chain of one lot: `prev` is the leaf hash (base64url) of entry `seq − 1`, null at 0. */
export type Link = { readonly lot: string; readonly seq: number; readonly prev: string | null };

export interface Entry {
  readonly v: 1;
  readonly k: 'event';
  /** Event hash, base64url. */
  readonly event: string;
  /** One per lot of the statement, ascending by lot. */
  readonly links: readonly Link[];
  readonly received: string;
}

export type EntryReading =
  | { readonly is: 'event'; readonly entry: Entry }
  /** Canonical, but of a kind or version this reader was not taught: it must not be passed over. */
  | { readonly is: 'unknown-kind' }
  | { readonly is: 'malformed' };

/** At most this many lots in one statement; a larger act is a numbered set of statements. */
export const LOTS_LIMIT = 300;

const STATEMENT_MEMBERS = ['at', 'data', 'id', 'log', 'lots', 'org', 'seen', 'type', 'v'];

/** The bytes that are stored, hashed and signed. Throws `bug: …` where the statement is not one of version 1. */
export function statementBytes(statement: Statement): Uint8Array {
  const value = statement as unknown as Json;
  const bytes = utf8(formatCanonical(value));
  if (bytes.length > CANONICAL_LIMIT || !isStatement(value)) {
    throw new Error(`bug: not a statement of version 1: ${statement.type} ${statement.id}`);
  }
  return bytes;
}

/** `undefined` unless the bytes are canonical and have exactly the members of version 1; any `type` and `data` will do. */
export function parseStatement(bytes: Uint8Array): Statement | undefined {
  const value = parseCanonical(bytes);
  return isStatement(value) ? (value as unknown as Statement) : undefined;
}

export function sidOf(statement: Uint8Array): Uint8Array {
  return sha256(STATEMENT_DOMAIN, statement);
}

/** DSSE v1 PAE: what an organisation's or device's key signs. */
export function pae(payload: Uint8Array, type: string = PAYLOAD_TYPE): Uint8Array {
  return concat(utf8(`DSSEv1 ${utf8(type).length} ${type} ${payload.length} `), payload);
}

export function kidOf(publicKey: Uint8Array): string {
  return toBase64Url(sha256(KEY_DOMAIN, publicKey).slice(0, 16));
}

/** Signatures in any order; those from outside go through `parseSignatures` first. */
export function eventHash(sid: Uint8Array, sigs: readonly StatementSignature[]): Uint8Array {
  const sorted = [...sigs].sort((a, b) => (a.kid < b.kid ? -1 : 1)).map(({ alg, kid, sig }) => ({ alg, kid, sig }));
  return sha256(EVENT_DOMAIN, utf8(formatCanonical({ sid: toBase64Url(sid), sigs: sorted })));
}

/** A list of signatures from outside: exact members, ascending by key id and so one per key. */
export function parseSignatures(value: Json): StatementSignature[] | undefined {
  if (!isList(value) || !value.every(isSignature)) return undefined;
  return isAscending(value.map(({ kid }) => kid)) ? [...value] : undefined;
}

export function entryBytes(entry: Entry): Uint8Array {
  const value = { ...entry, links: entry.links.map((link) => ({ ...link })) };
  const bytes = utf8(formatCanonical(value));
  if (bytes.length > ENTRY_LIMIT || !isEntry(value)) throw new Error('bug: not an entry of version 1');
  return bytes;
}

export function readEntry(bytes: Uint8Array): EntryReading {
  const value = parseCanonical(bytes, ENTRY_LIMIT);
  if (!isRecord(value)) return { is: 'malformed' };
  if (isEntry(value)) return { is: 'event', entry: value as unknown as Entry };
  const known = value['v'] === 1 && value['k'] === 'event';
  const hasKind = isCount(value['v'], 1) && typeof value['k'] === 'string';
  return { is: known || !hasKind ? 'malformed' : 'unknown-kind' };
}

/** `undefined` for what is malformed and for kinds not known here; `readEntry` tells them apart. */
export function parseEntry(bytes: Uint8Array): Entry | undefined {
  const reading = readEntry(bytes);
  return reading.is === 'event' ? reading.entry : undefined;
}

/**
 * The digest that stands for a private value, RFC 9901 (SD-JWT) §4.2: base64url(SHA-256(base64url([salt, name, value]))).
 * The salt is 32 random bytes, fresh for every value, in base64url.
 */
export function commitment(salt: string, name: string, value: Json): string {
  const disclosure = toBase64Url(utf8(formatCanonical([salt, name, value])));
  return toBase64Url(sha256(utf8(disclosure)));
}

function isStatement(value: Json | undefined): boolean {
  if (!hasMembers(value, STATEMENT_MEMBERS, ['attested', 'book', 'sd'])) return false;
  const { at, attested, book, data, id, log, lots, org, sd, seen, type, v } = value as { [name: string]: Json };
  if (v !== 1 || !isInstant(at) || !isUuid(id) || !isWord(log) || !isWord(org) || !isWord(type)) return false;
  if (!isRecord(data) || !isList(lots) || !isList(seen)) return false;
  if (lots.length > LOTS_LIMIT || lots.length !== seen.length || !lots.every(isUuid) || !isDistinct(lots)) return false;
  if (!seen.every((leaf) => leaf === null || isBase64Url(leaf, 32))) return false;
  // `sd`, `attested` and `book` are absent when empty, and a book is named exactly where it is the source.
  if (sd !== undefined && !isDigestList(sd)) return false;
  if (attested !== undefined && attested !== 'platform' && attested !== 'book') return false;
  return attested === 'book' ? isBook(book) : book === undefined;
}

function isDigestList(value: Json): boolean {
  if (!isList(value) || value.length === 0) return false;
  return value.every((digest) => isBase64Url(digest, 32)) && isAscending(value as readonly string[]);
}

function isBook(value: Json | undefined): boolean {
  if (!hasMembers(value, ['file', 'key', 'line', 'sha256'])) return false;
  const { file, key, line, sha256: hash } = value;
  return isWord(file) && isWord(key) && isCount(line, 1) && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash);
}

function isEntry(value: Json): boolean {
  if (!hasMembers(value, ['event', 'k', 'links', 'received', 'v'])) return false;
  const { event, k, links, received, v } = value as { [name: string]: Json };
  if (v !== 1 || k !== 'event' || !isBase64Url(event, 32) || !isInstant(received)) return false;
  if (!isList(links) || !links.every(isLink)) return false;
  return isAscending(links.map(({ lot }) => lot));
}

function isLink(value: Json): value is Link {
  if (!hasMembers(value, ['lot', 'prev', 'seq'])) return false;
  const { lot, prev, seq } = value;
  // Only the first entry of a lot has nothing before it.
  return isUuid(lot) && isCount(seq, 0) && (seq === 0 ? prev === null : isBase64Url(prev, 32));
}

function isSignature(value: Json): value is Json & StatementSignature {
  if (!hasMembers(value, ['alg', 'kid', 'sig'])) return false;
  return value['alg'] === 'Ed25519' && isBase64Url(value['kid'], 16) && isBase64Url(value['sig'], 64);
}
