/**
 * Private values beside the ledger: a statement holds only digest = b64u(SHA-256(b64u(JCS [salt, name, value]))), the rest
 * lies in `private_value`, sealed under the data key of its subject (docs/decisions/0006-private-values.md).
 */
import type { DataSource } from 'typeorm';
import { toHex, utf8 } from '../../core/bytes.js';
import { formatCanonical, parseCanonical, type Json } from '../../core/log/canonical-json.js';
import { readAs } from '../../database/tenant.js';
import type { Queryable, SubjectName, Vault } from './vault.js';

/** Bytes: more than any request may bring. */
const LONGEST = 1 << 20;

export interface PrivateValue {
  readonly sid: Uint8Array;
  readonly digest: string;
  readonly org: string;
  readonly salt: string;
  readonly name: string;
  readonly value: Json;
}

export interface Owned extends PrivateValue {
  readonly subject: SubjectName;
}

/** A row of `private_value`, as it lies there. */
export interface ValueRow {
  readonly sid: Buffer;
  readonly digest: string;
  readonly org: string;
  readonly subject: Buffer;
  readonly sealed: Buffer;
}

/** In the transaction that records the statements. */
export async function keepValues(tx: Queryable, vault: Vault, values: readonly Owned[]): Promise<void> {
  if (values.length === 0) return;
  const clear = values.map(({ subject, sid, digest, salt, name, value }) => {
    return { subject, context: contextOf(sid, digest), value: utf8(formatCanonical([salt, name, value])) };
  });
  const sealed = await vault.seal(tx, clear);
  await tx.query(
    `INSERT INTO private_value (sid, digest, org, subject, sealed)
     SELECT * FROM unnest($1::bytea[], $2::text[], $3::text[], $4::bytea[], $5::bytea[]) ON CONFLICT DO NOTHING`,
    [
      values.map(({ sid }) => sid),
      values.map(({ digest }) => digest),
      values.map(({ org }) => org),
      sealed.map(({ subject }) => subject),
      sealed.map((one) => one.sealed),
    ],
  );
}

/** In the order of the rows; undefined where the value cannot be opened any more. */
export async function openValues(
  tx: Queryable,
  vault: Vault,
  rows: readonly ValueRow[],
): Promise<(PrivateValue | undefined)[]> {
  const opened = await vault.open(
    tx,
    rows.map(({ sid, digest, subject, sealed }) => ({ subject, context: contextOf(sid, digest), sealed })),
  );
  return rows.map(({ sid, digest, org }, i) => {
    const bytes = opened[i];
    const said = bytes === undefined ? undefined : parseCanonical(bytes, LONGEST);
    if (!Array.isArray(said)) return undefined;
    const [salt, name, value] = said as unknown as [string, string, Json];
    return { sid: Uint8Array.from(sid), digest, org, salt, name, value };
  });
}

/** The values of these statements that were not erased, by statement and digest. */
export async function valuesOf(tx: Queryable, vault: Vault, sids: readonly Uint8Array[]): Promise<PrivateValue[]> {
  const rows = await rowsOf(tx, sids);
  return (await openValues(tx, vault, rows)).filter((value) => value !== undefined);
}

/** The same for an organisation that asks for its own: the rows are read with its eyes, the keys they lie under with ours. */
export async function ownValuesOf(
  dataSource: DataSource,
  vault: Vault,
  org: string,
  sids: readonly Uint8Array[],
): Promise<PrivateValue[]> {
  const rows = await readAs(dataSource, org, (tx) => rowsOf(tx, sids));
  return (await openValues(dataSource, vault, rows)).filter((value) => value !== undefined);
}

async function rowsOf(tx: Queryable, sids: readonly Uint8Array[]): Promise<ValueRow[]> {
  return (await tx.query(
    `SELECT sid, digest, org, subject, sealed FROM private_value WHERE sid = ANY($1::bytea[]) ORDER BY sid, digest`,
    [sids.map((sid) => Buffer.from(sid))],
  )) as ValueRow[];
}

/** A sealed value is of one statement and one digest, and opens nowhere else. */
function contextOf(sid: Uint8Array, digest: string): string {
  return `private_value ${toHex(sid)} ${digest}`;
}
