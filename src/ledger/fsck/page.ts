/** History as the database has it, a page at a time: nothing is believed here, only read. */
import type { EntityManager } from 'typeorm';
import type { Link, StatementSignature } from '../../core/log/entry.js';
import { SIGNATURES, signaturesOf, type SignatureRow } from '../history.js';

export interface PageRow {
  readonly idx: number;
  readonly leaf: Uint8Array;
  readonly entry: Uint8Array;
  /** Null where the entry has lost its statement; the columns beside it are copies made of it. */
  readonly statement: Uint8Array | null;
  readonly sid: Uint8Array | null;
  readonly org: string | null;
  readonly type: string | null;
  readonly signatures: readonly StatementSignature[];
}

export interface LinkRow {
  readonly prev: Uint8Array | null;
  readonly leaf: Uint8Array;
  readonly idx: number;
}

/** Up to `limit` entries from index `from` on, in order. */
export async function readRows(tx: EntityManager, from: number, limit: number): Promise<PageRow[]> {
  const sql = `
    SELECT e.idx::float8 AS idx, e.leaf, e.bytes AS entry, s.bytes AS statement, s.sid, s.org, s.type, ${SIGNATURES}
      FROM entry e LEFT JOIN statement s USING (idx) WHERE e.idx >= $1 ORDER BY e.idx LIMIT $2`;
  const rows: (Omit<PageRow, 'signatures'> & { readonly signatures: SignatureRow[] | null })[] = await tx.query(sql, [
    from,
    limit,
  ]);
  return rows.map((row) => Object.assign(row, { signatures: signaturesOf(row.signatures) }));
}

/** The rows of these links, under `linkName`; asked by lot, since that is how they are indexed. */
export async function readLinks(tx: EntityManager, links: readonly Link[]): Promise<Map<string, LinkRow>> {
  const sql = `
    SELECT l.lot, l.seq, l.prev, l.leaf, l.idx::float8 AS idx
      FROM unnest($1::uuid[], $2::integer[]) AS asked(lot, seq) JOIN lot_link l USING (lot, seq)`;
  const rows: (LinkRow & Pick<Link, 'lot' | 'seq'>)[] = await tx.query(sql, [
    links.map(({ lot }) => lot),
    links.map(({ seq }) => seq),
  ]);
  return new Map(rows.map((row) => [linkName(row), row]));
}

export function linkName({ lot, seq }: Pick<Link, 'lot' | 'seq'>): string {
  return `${lot}/${seq}`;
}
