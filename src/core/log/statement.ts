/**
 * A statement: what one organisation says happened. Version 1, frozen; see docs/ledger-format.md.
 *
 * The stored and signed bytes are the canonical JSON (RFC 8785) of exactly these members; `attested`, `book` and `sd`
 * are absent when empty, and `seen[i]` is the leaf hash (base64url) of the newest entry of `lots[i]` the author knew.
 */
import type { Json } from './canonical-json.js';
import type { StatementSignature } from './entry.js';

export interface BookReference {
  /** File name as handed over, without a folder. */
  readonly file: string;
  /** SHA-256 of the file's bytes, lowercase hex. */
  readonly sha256: string;
  /** Physical line in that file, the heading being line 1. */
  readonly line: number;
  /** Natural key of the row within the file: delivery number, bar, … */
  readonly key: string;
}

export interface Statement {
  readonly v: 1;
  readonly log: string;
  readonly id: string;
  readonly type: string;
  readonly lots: readonly string[];
  readonly seen: readonly (string | null)[];
  readonly at: string;
  readonly org: string;
  readonly data: { readonly [name: string]: Json };
  readonly sd?: readonly string[];
  readonly attested?: 'platform' | 'book';
  readonly book?: BookReference;
}

/** A private value of a statement: only its salted commitment enters the statement, the value stays beside the ledger. */
export interface Reveal {
  readonly name: string;
  readonly value: Json;
  /** Whose it is, where it is a person's: `member:<org>/<code>`. Else it is the organisation's. Never part of any hash. */
  readonly subject?: string;
}

/** A private value with the salt by which its statement is committed to it: 32 bytes, base64url. */
export interface Disclosure extends Reveal {
  readonly salt: string;
}

/** A statement whose bytes its author made and signed: it is recorded as it is, to the byte. */
export interface SignedDraft {
  readonly bytes: Uint8Array;
  readonly statement: Statement;
  /** Ascending by key id; verified before it is drafted. */
  readonly signatures: readonly StatementSignature[];
  readonly disclosures: readonly Disclosure[];
}

/** What a decision asks to be recorded; the ledger adds log, id, seen, the commitments and the place in the log. */
export interface Draft {
  readonly type: string;
  readonly org: string;
  readonly at: string;
  readonly lots: readonly string[];
  readonly data: { readonly [name: string]: Json };
  readonly reveals?: readonly Reveal[];
  readonly attested?: 'platform' | 'book';
  readonly book?: BookReference;
  /** The author's own bytes of this very statement; what is drafted beside them is not written again. */
  readonly signed?: SignedDraft;
}
