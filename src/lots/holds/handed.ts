/** Who handed in a delivery, and what of it counts in their month: told by private values of its own registrar's statements. */
import type { DataSource } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import type { Handed } from '../../core/custody/holds/handed.js';
import type { LotRegistered } from '../../core/custody/statements.js';
import { parseStatement } from '../../core/log/entry.js';
import { fineNg, PPM_WHOLE } from '../../core/quantity.js';
import { readAs } from '../../database/tenant.js';
import { valuesOf } from '../../ledger/private/values.js';
import type { Vault } from '../../ledger/private/vault.js';

const COUNTING = `
SELECT s.sid, s.type, s.bytes FROM lot_link l JOIN statement s USING (idx)
 WHERE l.lot = $1 AND s.type IN ('lot.registered', 'lot.released') AND s.org = $2`;

interface Row {
  readonly sid: Buffer;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Undefined for gold that no miner brought, or of a person who was erased. */
export async function handedIn(
  dataSource: DataSource,
  vault: Vault,
  org: string,
  lot: string,
): Promise<Handed | undefined> {
  const rows = await readAs(dataSource, org, (tx) => tx.query<Row[]>(COUNTING, [lot, org]));
  const sids = rows.map(({ sid }) => sid);
  const values = await valuesOf(dataSource, vault, sids);
  const told = new Map(values.map(({ sid, name, value }) => [`${toHex(sid)} ${name}`, value]));
  const valueOf = ({ sid }: Row, name: string): unknown => told.get(`${toHex(sid)} ${name}`);
  const registration = rows.find(({ type }) => type === 'lot.registered');
  const member = registration && valueOf(registration, 'member');
  if (registration === undefined || typeof member !== 'string') return undefined;
  const atOnce = valueOf(registration, 'counted') === true ? deliveredNg(registration) : 0n;
  const later = rows.map((row) => BigInt((valueOf(row, 'released') as { fineNg: string } | undefined)?.fineNg ?? 0));
  return { member, countedNg: later.reduce((sum, ng) => sum + ng, atOnce) };
}

/** As it was counted in the month when it was handed in (parties/projections/members.projection). */
function deliveredNg({ bytes }: Row): bigint {
  const statement = parseStatement(Uint8Array.from(bytes));
  if (statement === undefined) throw new Error('bug: a recorded registration cannot be read');
  const { grossMg, fineness } = statement.data as unknown as LotRegistered;
  return fineNg(grossMg, fineness?.ppm ?? PPM_WHOLE);
}
