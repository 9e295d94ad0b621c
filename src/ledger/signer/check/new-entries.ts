/**
 * The signer's reading of what is new in the database: each entry checked from its bytes before it may enter the tree.
 *
 * Rows in between a fault and the signed tree are never signed; the fault names the first index that is wrong.
 */
import type { DataSource } from 'typeorm';
import { toHex } from '../../../core/bytes.js';
import type { KeyRing } from '../../../core/custody/keys/keys.js';
import type { Link } from '../../../core/log/entry.js';
import { leafHash } from '../../../core/log/tree/merkle.js';
import { earlierLeaves } from './earlier.js';
import { SIGNATURES, signaturesOf, type SignatureRow } from '../../history.js';
import { checkAuthors } from './authors.js';
import {
  checkBytes,
  checkLinks,
  checkOnce,
  checkReceived,
  isPrevious,
  type Checked,
  type Kept,
  type LastLink,
} from './check.js';

const NEXT_ENTRIES = `
  SELECT e.idx, e.bytes AS entry, s.bytes AS statement, ${SIGNATURES}
    FROM entry e JOIN statement s USING (idx) WHERE e.idx >= $1 AND e.idx < $2 ORDER BY e.idx`;

const LINKS_BEFORE = `
  SELECT l.lot, l.seq, e.bytes
    FROM unnest($1::uuid[], $2::integer[]) AS asked(lot, seq)
    JOIN lot_link l USING (lot, seq) JOIN entry e ON e.idx = l.idx AND e.idx < $3`;

export class EntryFault extends Error {
  override readonly name = 'EntryFault';

  constructor(
    readonly idx: number,
    readonly what: string,
  ) {
    super(`entry ${idx}: ${what}`);
  }
}

interface Row {
  readonly idx: string;
  readonly entry: Buffer;
  readonly statement: Buffer;
  readonly signatures: SignatureRow[] | null;
}

export interface Range {
  readonly from: number;
  readonly to: number;
  readonly origin: string;
  /** When the entry before `from` was received. */
  readonly receivedMs: number;
  /** Keys as the entries before `from` left them; it is not changed. */
  readonly ring: KeyRing;
}

/** @throws EntryFault at the first entry from `from` to `to` (exclusive) that is missing or wrong */
export async function checkNewEntries(dataSource: DataSource, range: Range): Promise<Checked[]> {
  const rows: Row[] = await dataSource.query(NEXT_ENTRIES, [range.from, range.to]);
  const kept = rows.map(({ idx, entry, statement, signatures }) => {
    return { idx: Number(idx), entry, statement, signatures: signaturesOf(signatures) };
  });
  const checked = kept.map((row, i) => bytesAt(row, range.from + i, range.origin));
  if (checked.length < range.to - range.from) throw new EntryFault(range.from + checked.length, 'it is missing');
  const last = await linksBefore(dataSource, checked, range.from);
  const earlier = await earlierLeaves(dataSource, checked);
  const said = await saidBefore(dataSource, checked, range.from);
  const ring = range.ring.copy();
  let receivedMs = range.receivedMs;
  for (const one of checked) {
    const fault =
      checkReceived(one, receivedMs) ??
      checkOnce(one, said) ??
      checkLinks(one, (lot) => last.get(lot), earlier) ??
      checkAuthors(one, ring);
    if (fault !== undefined) throw new EntryFault(one.idx, fault);
    receivedMs = Date.parse(one.entry.received);
    ring.add(one.statement, one.idx);
    for (const { lot, seq } of one.entry.links) last.set(lot, { seq, leaf: one.leaf });
  }
  return checked;
}

function bytesAt(row: Kept, idx: number, origin: string): Checked {
  if (row.idx !== idx) throw new EntryFault(idx, 'it is missing');
  const checked = checkBytes(row, origin);
  if (typeof checked === 'string') throw new EntryFault(idx, checked);
  return checked;
}

/** Sids of signed statements that the entries before `from` hold already. */
async function saidBefore(dataSource: DataSource, checked: readonly Checked[], from: number): Promise<Set<string>> {
  const signed = checked.filter(({ signatures }) => signatures.length > 0);
  if (signed.length === 0) return new Set();
  const rows: { sid: Buffer }[] = await dataSource.query(
    'SELECT sid FROM statement WHERE sid = ANY($1::bytea[]) AND idx < $2',
    [signed.map(({ sid }) => sid), from],
  );
  return new Set(rows.map(({ sid }) => toHex(sid)));
}

/** For the lots that were there before: their last links, believed only where the older entry's own bytes say so. */
async function linksBefore(dataSource: DataSource, checked: readonly Checked[], from: number) {
  const first = new Map<string, Link>();
  for (const { entry } of checked) {
    for (const link of entry.links) if (!first.has(link.lot)) first.set(link.lot, link);
  }
  const older = [...first.values()].filter(({ seq }) => seq > 0);
  const last = new Map<string, LastLink>();
  if (older.length === 0) return last;
  const rows: { lot: string; bytes: Buffer }[] = await dataSource.query(LINKS_BEFORE, [
    older.map(({ lot }) => lot),
    older.map(({ seq }) => seq - 1),
    from,
  ]);
  for (const { lot, bytes } of rows) {
    const link = first.get(lot);
    if (link !== undefined && isPrevious(link, bytes)) last.set(lot, { seq: link.seq - 1, leaf: leafHash(bytes) });
  }
  return last;
}
