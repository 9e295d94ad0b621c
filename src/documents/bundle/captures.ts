/** Papers of others in a bundle: which there are, and what their files are called in its archive. */
import type { EntityManager } from 'typeorm';
import type { Evidence } from '../../core/custody/registry.js';
import { EXTENSIONS, MEDIA_TYPES } from '../../parties/evidence/media-type.js';

export interface Capture {
  /** Of its statement, lowercase hex. */
  readonly sid: string;
  /** Whoever keeps it. */
  readonly org: string;
  readonly kind: string;
  readonly number: string;
  readonly issuer: string | null;
  /** First day it no longer holds. */
  readonly until: string | null;
  /** Null where it was recorded without one. */
  readonly file: CapturedFile | null;
}

interface CapturedFile {
  /** In the archive. */
  readonly name: string;
  readonly sha256: string;
}

type Row = Omit<Capture, 'file'> & { readonly file: Evidence | null };

/** By kind and number, without those that another took the place of. */
export async function capturesNow(
  tx: EntityManager,
  { org, shipment }: { readonly org: string; readonly shipment: string },
): Promise<Capture[]> {
  const rows: Row[] = await tx.query(
    `SELECT ${TOLD} FROM captured_paper c WHERE c.exporter = $1 AND c.shipment = $2 AND c.replaced_by IS NULL
      ORDER BY c.kind, c.number, c.idx`,
    [org, shipment],
  );
  return named(rows);
}

/** Those that the bundle's cover lists, in its order. @param own the fence of a column, by `$2` */
export async function capturesIn(
  tx: EntityManager,
  own: (column: string) => string,
  { org, bundle }: { readonly org: string; readonly bundle: string },
): Promise<Capture[]> {
  const rows: Row[] = await tx.query(
    `SELECT ${TOLD} FROM bundle b CROSS JOIN LATERAL unnest(b.captured) WITH ORDINALITY AS listed (sid, place)
       JOIN captured_paper c ON c.sid = listed.sid
      WHERE b.id = $1 AND ${own('b.org')} ORDER BY listed.place`,
    [bundle, org],
  );
  return named(rows);
}

const TOLD = `encode(c.sid, 'hex') AS sid, c.org, c.kind, c.number, c.said ->> 'issuer' AS issuer, c.until::text AS until,
  c.said -> 'file' AS file`;

function named(rows: readonly Row[]): Capture[] {
  const taken = new Set<string>();
  return rows.map(({ file, ...row }) => Object.assign(row, { file: file && { ...nameOf(row, file, taken) } }));
}

/** `captured/insurance-PS-90001.pdf`: ASCII, and no two alike, whatever the issuer's numbers are made of. */
function nameOf(
  { kind, number }: Omit<Row, 'file'>,
  { sha256, mediaType }: Evidence,
  taken: Set<string>,
): CapturedFile {
  const plain = `${kind}-${number}`.normalize('NFKD').replace(/\p{Mark}/gu, '');
  const stem = plain.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100);
  const ending = endingOf(mediaType);
  let name = `captured/${stem}${ending}`;
  for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `captured/${stem}-${n}${ending}`;
  taken.add(name.toLowerCase());
  return { name, sha256 };
}

function endingOf(mediaType: string): string {
  const known = MEDIA_TYPES.find((one) => one === mediaType);
  return known === undefined ? '' : `.${EXTENSIONS[known]}`;
}
