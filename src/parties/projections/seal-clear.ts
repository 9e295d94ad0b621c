/** Members and declarations that version 0.1.0 kept in clear: sealed at the first start with a vault, and then removed. */
import type { DataSource, EntityManager } from 'typeorm';
import { monthsFrom, members } from './members.projection.js';
import { keptAs } from './uses.projection.js';
import type { Vault } from '../../ledger/private/vault.js';

export function sealRegistry(dataSource: DataSource, vault: Vault): Promise<void> {
  return dataSource.transaction(async (tx) => {
    await sealMembers(tx, vault);
    await sealDeclarations(tx, vault);
  });
}

async function sealMembers(tx: EntityManager, vault: Vault): Promise<void> {
  const rows: ClearMember[] = await tx.query(
    `SELECT org || '/' || code AS id, kind, site, registration, valid_from::text AS "from", valid_until::text AS "until", months
       FROM member`,
  );
  if (rows.length === 0) return;
  const states = rows.map((row) => [row.id, { ...row, months: monthsFrom(row.months) }] as const);
  await members(vault).save(tx, new Map(states), []);
  await tx.query('DELETE FROM member');
}

interface ClearMember {
  readonly id: string;
  readonly kind: string;
  readonly site: string;
  readonly registration: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly months: Readonly<Record<string, string>>;
}

async function sealDeclarations(tx: EntityManager, vault: Vault): Promise<void> {
  const rows: { id: string; org: string; lot: string; code: string }[] = await tx.query(
    `SELECT id, org, lot, code FROM used_number WHERE id LIKE 'declaration:%'`,
  );
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO used_number (id, org, lot, code) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT (id) DO NOTHING`,
    [
      rows.map(({ id }) => keptAs(vault, id)),
      rows.map(({ org }) => org),
      rows.map(({ lot }) => lot),
      rows.map(({ code }) => code),
    ],
  );
  await tx.query(`DELETE FROM used_number WHERE id LIKE 'declaration:%'`);
}
