/**
 * What holds of every entry, recomputed from its bytes alone: the signer's gate and fsck's measure.
 *
 * Nothing the database says beside the bytes is believed, and each fault is one sentence.
 */
import { toBase64Url, toHex } from '../../../core/bytes.js';
import {
  eventHash,
  parseStatement,
  readEntry,
  sidOf,
  type Entry,
  type Link,
  type StatementSignature,
} from '../../../core/log/entry.js';
import { leafHash } from '../../../core/log/tree/merkle.js';
import { mayLag } from '../../../core/log/seen.js';
import type { Statement } from '../../../core/log/statement.js';
import type { SeqOf } from './earlier.js';

/** An entry and its statement as they are kept. */
export interface Kept {
  readonly idx: number;
  readonly entry: Uint8Array;
  readonly statement: Uint8Array;
  readonly signatures: readonly StatementSignature[];
}

export interface Checked {
  readonly idx: number;
  readonly leaf: Uint8Array;
  readonly sid: Uint8Array;
  readonly entry: Entry;
  readonly statement: Statement;
  readonly statementBytes: Uint8Array;
  readonly signatures: readonly StatementSignature[];
}

/** A lot's newest link so far. */
export interface LastLink {
  readonly seq: number;
  readonly leaf: Uint8Array;
}

/** Canonical form, origin, event hash, and that statement and entry speak of the same lots. */
export function checkBytes(
  { idx, entry: entryBytes, statement: bytes, signatures }: Kept,
  origin: string,
): Checked | string {
  const reading = readEntry(entryBytes);
  if (reading.is !== 'event') return `the entry is ${reading.is === 'malformed' ? 'malformed' : 'of an unknown kind'}`;
  const { entry } = reading;
  const statement = parseStatement(bytes);
  if (statement === undefined) return 'the statement is not canonical JSON of version 1';
  if (statement.log !== origin) return `the statement was made for another log, ${statement.log}`;
  const sid = sidOf(bytes);
  if (entry.event !== toBase64Url(eventHash(sid, signatures))) {
    return 'the entry does not hold the hash of its statement and signatures';
  }
  const lots = [...statement.lots].sort();
  if (lots.length !== entry.links.length || !entry.links.every(({ lot }, i) => lot === lots[i])) {
    return 'the entry links other lots than the statement names';
  }
  return { idx, leaf: leafHash(entryBytes), sid, entry, statement, statementBytes: bytes, signatures };
}

/** That each link follows the lot's last one, and that the author's `seen` is that one, or an earlier one where it may be. */
export function checkLinks(
  checked: Checked,
  lastOf: (lot: string) => LastLink | undefined,
  earlier: SeqOf,
): string | undefined {
  for (const link of checked.entry.links) {
    const last = lastOf(link.lot);
    if (!follows(link, last)) return `link ${link.seq} of lot ${link.lot} does not follow the lot's entry before`;
    const seen = checked.statement.seen[checked.statement.lots.indexOf(link.lot)];
    if (seen !== link.prev && !isEarlier(seen ?? null, link, checked.statement, earlier)) {
      return `the statement saw another state of lot ${link.lot} than the one it follows`;
    }
  }
  return undefined;
}

/** An observation somebody signed out of reach may rest on any entry of the lot before it, or on none. */
function isEarlier(seen: string | null, { lot, seq }: Link, { type, attested }: Statement, earlier: SeqOf): boolean {
  if (attested !== undefined || !mayLag(type)) return false;
  if (seen === null) return true;
  const at = earlier(lot, seen);
  return at !== undefined && at < seq;
}

/**
 * An observation need not rest on a lot's newest entry, so its signed bytes would fit a second time: it is said once.
 * @param said sids so far, lowercase hex; this one is added
 */
export function checkOnce({ sid, statement, signatures }: Checked, said: Set<string>): string | undefined {
  if (signatures.length === 0 || !mayLag(statement.type)) return undefined;
  const name = toHex(sid);
  if (said.has(name)) return 'the same signed statement stands in an entry before it';
  said.add(name);
  return undefined;
}

/** Time only goes forward. */
export function checkReceived({ entry }: Checked, lastMs: number): string | undefined {
  return Date.parse(entry.received) < lastMs
    ? `it was received at ${entry.received}, before the entry before it`
    : undefined;
}

function follows({ seq, prev }: Link, last: LastLink | undefined): boolean {
  if (last === undefined) return seq === 0 && prev === null;
  return seq === last.seq + 1 && prev === toBase64Url(last.leaf);
}

/** Whether these bytes are the entry that `link` names as the one before it. */
export function isPrevious(link: Link, bytes: Uint8Array): boolean {
  const reading = readEntry(bytes);
  if (reading.is !== 'event' || toBase64Url(leafHash(bytes)) !== link.prev) return false;
  return reading.entry.links.some(({ lot, seq }) => lot === link.lot && seq === link.seq - 1);
}
