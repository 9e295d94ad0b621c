/** fsck's judgement of each entry: its bytes, its columns, its place in its lots' chains, its private values. */
import { equalBytes, toBase64Url, toHex } from '../../core/bytes.js';
import { parseEntry, type Entry, type Link } from '../../core/log/entry.js';
import { leafHash } from '../../core/log/tree/merkle.js';
import { valueFaults, type Erasures, type KeptValue } from './private.js';
import type { Recorded } from '../projection.js';
import { KeyRing } from '../../core/custody/keys/keys.js';
import { checkAuthors } from '../signer/check/authors.js';
import {
  checkBytes,
  checkLinks,
  checkOnce,
  checkReceived,
  type Checked,
  type LastLink,
} from '../signer/check/check.js';
import type { SeqOf } from '../signer/check/earlier.js';
import { linkName, type LinkRow, type PageRow } from './page.js';

/** A further rule over history, such as conservation: sentences about the statement it is given, in log order. */
export type HistoryCheck = (recorded: Recorded) => Iterable<string>;

/** Remembers each lot's newest link and the newest time, as history is read once from its beginning. */
export class EntryChecker {
  private readonly last = new Map<string, LastLink>();
  private readonly ring = new KeyRing();
  private readonly said = new Set<string>();
  private receivedMs = 0;

  constructor(
    private readonly origin: string,
    private readonly checks: readonly HistoryCheck[],
    private readonly erasures: Erasures,
  ) {}

  /** What the bytes alone say. */
  read(row: PageRow): Checked | string {
    if (row.statement === null) return 'its statement is missing';
    return checkBytes({ ...row, statement: row.statement }, this.origin);
  }

  /** Everything that is wrong with one entry. Entries come in order. */
  *faultsOf(
    row: PageRow,
    read: Checked | string,
    links: ReadonlyMap<string, LinkRow>,
    earlier: SeqOf,
    values: readonly KeptValue[],
  ): Generator<string> {
    if (!equalBytes(row.leaf, leafHash(row.entry))) yield 'the leaf beside the entry is not the hash of its bytes';
    if (typeof read === 'string') {
      yield read;
      this.follow(parseEntry(row.entry), leafHash(row.entry));
      return;
    }
    yield* columnFaults(row, read);
    const chain = checkLinks(read, (lot) => this.last.get(lot), earlier) ?? checkReceived(read, this.receivedMs);
    if (chain !== undefined) yield chain;
    const author = checkOnce(read, this.said) ?? checkAuthors(read, this.ring);
    if (author !== undefined) yield author;
    this.ring.add(read.statement, read.idx);
    for (const link of read.entry.links) {
      if (!isKept(link, links.get(linkName(link)), read))
        yield `the row of link ${link.seq} of lot ${link.lot} is another`;
    }
    this.follow(read.entry, read.leaf);
    yield* valueFaults(read.statement, toHex(read.sid), values, this.erasures);
    const recorded = recordedOf(read, values);
    for (const check of this.checks) yield* check(recorded);
  }

  /** Goes on from an entry that can be read, right or wrong, so that one fault is not told again by all that follow. */
  private follow(entry: Entry | undefined, leaf: Uint8Array): void {
    if (entry === undefined) return;
    for (const { lot, seq } of entry.links) this.last.set(lot, { seq, leaf });
    this.receivedMs = Date.parse(entry.received);
  }
}

function* columnFaults({ sid, org, type }: PageRow, { sid: real, statement }: Checked): Generator<string> {
  if (sid === null || !equalBytes(sid, real)) yield 'the identity beside the statement is not the hash of its bytes';
  if (org !== statement.org) yield `the statement is filed under ${org}, but is of ${statement.org}`;
  if (type !== statement.type) yield `the statement is filed as ${type}, but is ${statement.type}`;
}

function isKept(link: Link, row: LinkRow | undefined, { idx, leaf }: Checked): boolean {
  if (row === undefined || row.idx !== idx || !equalBytes(row.leaf, leaf)) return false;
  return (row.prev === null ? null : toBase64Url(row.prev)) === link.prev;
}

function recordedOf({ sid, idx, leaf, entry, statement, signatures }: Checked, values: readonly KeptValue[]): Recorded {
  const reveals = values.flatMap(({ opened }) =>
    opened === undefined ? [] : [{ name: opened.name, value: opened.value }],
  );
  const signers = signatures.map(({ kid }) => kid);
  return { sid, idx, leaf, receivedAt: entry.received, statement, reveals, signers };
}
