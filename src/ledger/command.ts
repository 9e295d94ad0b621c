/** What is asked of the ledger and what it answers: the face of `Ledger.append`. */
import type { Json } from '../core/log/canonical-json.js';
import type { Draft } from '../core/log/statement.js';
import type { Facts } from './projection.js';

/** Kind under which a decision finds the newest link of each lot it needs, as `Head`; lots without an entry are absent. */
export const HEADS = 'heads';

/** The newest link of a lot. */
export interface Head {
  readonly seq: number;
  readonly leaf: Uint8Array;
}

/** Where the first of what a decision drafts will stand, and the instant its entry will bear. */
export interface NextPlace {
  readonly idx: number;
  readonly received: string;
}

/** What a decision wants recorded, in order, and what its caller is told. */
export interface Decision<Result extends Json = Json> {
  readonly drafts: readonly Draft[];
  readonly result: Result;
}

export interface Command<Result extends Json = Json> {
  readonly org: string;
  /** Name of the key, session or job that asks, for the record; never a secret. */
  readonly actor: string;
  /** Who it is, kept beside what is recorded: `person:<uuid>`, `key:<uuid>`, `kid:<key id>`; absent for books and work of our own. */
  readonly by?: string;
  /** Idempotency key: the same (org, key) is done once and answered alike for ever. */
  readonly key: string;
  /** Further keys of this request: known ones are answered alike, or refused where they were another request's. */
  readonly aliases?: readonly string[];
  /** Digest of the request; the same key with another digest is refused as `key-reused`. */
  readonly digest: Uint8Array | string;
  /**
   * Projection kind -> ids whose facts the decision looks at or changes. `lots` names every lot a draft touches, new ones
   * included: their heads are loaded with them. Ids a projection does not know are absent from its map.
   */
  readonly needs: Readonly<Record<string, readonly string[]>>;
  /** Must be the first of its batch, so that what it loads saw everything before it committed. */
  readonly fresh?: boolean;
  /** In a batch by itself: it changes, set-based in the database, facts that the next ones would have loaded with it. */
  readonly alone?: boolean;
  /** Pure. Throws a Rejection, or returns what is to be recorded; must not change the facts it looks at. */
  decide(facts: Facts, place: NextPlace): Decision<Result>;
}

export interface Receipt<Result extends Json = Json> {
  readonly result: Result;
  /** In draft order; `sid` lowercase hex, `leaf` base64url. */
  readonly entries: readonly { readonly sid: string; readonly idx: number; readonly leaf: string }[];
  /** True when the answer comes from the record of an earlier attempt with this key. */
  readonly repeated: boolean;
}
