/**
 * From a draft to the bytes that are kept: the statement, its entry and their place in the log (docs/ledger-format.md).
 *
 * The random id keeps the public event hash from being guessed, the random salts keep private values from being guessed;
 * both are made here and nowhere else.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { toBase64Url, utf8 } from '../../core/bytes.js';
import { CANONICAL_LIMIT, formatCanonical, type Json } from '../../core/log/canonical-json.js';
import {
  commitment,
  entryBytes,
  eventHash,
  LOTS_LIMIT,
  sidOf,
  statementBytes,
  type StatementSignature,
} from '../../core/log/entry.js';
import { leafHash } from '../../core/log/tree/merkle.js';
import type { Disclosure as Salted, Draft, Reveal, SignedDraft, Statement } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import type { Head } from '../command.js';
import type { Recorded } from '../projection.js';

export interface LotLink {
  readonly lot: string;
  readonly seq: number;
  readonly prev: Uint8Array | null;
}

/** A private value with the salt and digest it goes by in its statement's `sd`. */
export interface Disclosure extends Salted {
  readonly digest: string;
}

export interface Recording {
  readonly recorded: Recorded;
  readonly statement: Uint8Array;
  readonly signatures: readonly StatementSignature[];
  readonly entry: Uint8Array;
  readonly links: readonly LotLink[];
  readonly disclosures: readonly Disclosure[];
}

export interface Place {
  readonly origin: string;
  readonly idx: number;
  readonly receivedMs: number;
  /** Undefined for a lot that has no entry yet. */
  headOf(lot: string): Head | undefined;
}

/** @throws Rejection `too-many-lots`, `too-large` or `malformed` where the draft cannot be kept as one statement */
export function record(draft: Draft, place: Place): Recording {
  if (draft.lots.length > LOTS_LIMIT) {
    throw new Rejection('too-many-lots', draft.type, { max: `${LOTS_LIMIT}` });
  }
  refuseNul(draft);
  const { statement, bytes, signatures, disclosures } = draft.signed
    ? asSigned(draft.signed, draft)
    : attested(draft, place);
  const sid = sidOf(bytes);
  const links = statement.lots.map((lot) => linkTo(lot, place.headOf(lot))).sort((a, b) => (a.lot < b.lot ? -1 : 1));
  const receivedAt = new Date(place.receivedMs).toISOString();
  const entry = entryBytes({
    v: 1,
    k: 'event',
    event: toBase64Url(eventHash(sid, signatures)),
    links: links.map(({ lot, seq, prev }) => ({ lot, seq, prev: prev === null ? null : toBase64Url(prev) })),
    received: receivedAt,
  });
  const reveals = disclosures.map(({ name, value }) => ({ name, value }));
  const signers = signatures.map(({ kid }) => kid);
  const recorded = { sid, idx: place.idx, leaf: leafHash(entry), receivedAt, statement, reveals, signers };
  return { recorded, statement: bytes, signatures, entry, links, disclosures };
}

type Written = Pick<Recording, 'signatures' | 'disclosures'> & { readonly statement: Statement; bytes: Uint8Array };

/** What we write ourselves, in the author's name: nobody's key signs it, and it says so. */
function attested(draft: Draft, place: Place): Written {
  const disclosures = (draft.reveals ?? []).map(conceal);
  const statement = stated(draft, place, disclosures);
  return { statement, bytes: bytesOf(statement), signatures: [], disclosures };
}

/** Not a byte of what was signed is ours to choose. */
function asSigned({ statement, bytes, signatures, disclosures }: SignedDraft, { reveals = [] }: Draft): Written {
  const digested = disclosures.map(({ salt, name, value }) => {
    // Whose value it is, the signer does not say: the decision drafted beside it does.
    const subject = reveals.find((one) => one.name === name)?.subject;
    return { salt, name, value, digest: commitment(salt, name, value), ...(subject !== undefined && { subject }) };
  });
  return { statement, bytes, signatures, disclosures: digested };
}

function stated(draft: Draft, { origin, headOf }: Place, disclosures: readonly Disclosure[]): Statement {
  const { type, org, at, lots, data, book } = draft;
  const seen = lots.map((lot) => {
    const head = headOf(lot);
    return head === undefined ? null : toBase64Url(head.leaf);
  });
  // Sorted, so that the order of the digests does not tell which value is which (RFC 9901, section 4.2.4.1).
  const sd = disclosures.map(({ digest }) => digest).sort();
  return {
    v: 1,
    log: origin,
    id: randomUUID(),
    type,
    lots,
    seen,
    at,
    org,
    data,
    ...(sd.length > 0 && { sd }),
    attested: draft.attested ?? (book === undefined ? 'platform' : 'book'),
    ...(book !== undefined && { book }),
  };
}

function bytesOf(statement: Statement): Uint8Array {
  try {
    return statementBytes(statement);
  } catch (error) {
    const length = utf8(formatCanonical(statement as unknown as Json)).length;
    if (length <= CANONICAL_LIMIT) throw error;
    throw new Rejection('too-large', statement.type, { max: `${CANONICAL_LIMIT}` });
  }
}

function linkTo(lot: string, head: Head | undefined): LotLink {
  return head === undefined ? { lot, seq: 0, prev: null } : { lot, seq: head.seq + 1, prev: head.leaf };
}

function conceal(reveal: Reveal): Disclosure {
  const salt = toBase64Url(randomBytes(32));
  return { ...reveal, salt, digest: commitment(salt, reveal.name, reveal.value) };
}

/** PostgreSQL's text and jsonb cannot hold U+0000: refused here for one command, not there for a whole batch. */
function refuseNul({ type, org, data, book, ...draft }: Draft): void {
  const reveals = draft.signed?.disclosures ?? draft.reveals;
  if (!JSON.stringify([org, data, book, reveals]).includes('\\u0000')) return;
  if (holdsNul([org, data, { ...book }, (reveals ?? []).map(({ name, value }) => [name, value])])) {
    throw new Rejection('malformed', type, { value: 'U+0000' });
  }
}

function holdsNul(value: Json): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => name.includes('\0') || holdsNul(member as Json));
}
