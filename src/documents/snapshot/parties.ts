/** Who stands on a paper: names from the registry, address and tax number from what was revealed beside the ledger. */
import type { EntityManager } from 'typeorm';
import { standingOf } from '../../core/custody/claims.js';
import type { Credential } from '../../core/custody/registry.js';
import { openValues, type ValueRow } from '../../ledger/private/values.js';
import type { Vault } from '../../ledger/private/vault.js';
import type { CredentialOnPaper, PartyOnPaper } from '../payload.js';

/** @param day local day on which credentials are judged */
export async function partyOnPaper(
  tx: EntityManager,
  vault: Vault,
  organisation: string,
  day: string,
): Promise<PartyOnPaper> {
  const [party]: { name: string; role: string; country: string }[] = await tx.query(
    'SELECT name, role, country FROM organisation WHERE org = $1',
    [organisation],
  );
  if (party === undefined) throw new Error(`bug: a shipment names ${organisation}, which is not registered`);
  const { address = null, taxNumber = null } = await revealed(tx, vault, organisation);
  return { organisation, ...party, address, taxId: taxNumber, credentials: await credentials(tx, organisation, day) };
}

/** Private values of `organisation.registered`; erased ones are simply not there. */
async function revealed(
  tx: EntityManager,
  vault: Vault,
  organisation: string,
): Promise<{ address?: string; taxNumber?: string }> {
  const rows: ValueRow[] = await tx.query(
    `SELECT v.sid, v.digest, v.org, v.subject, v.sealed FROM statement s JOIN private_value v USING (sid)
      WHERE s.type = 'organisation.registered'
        AND convert_from(s.bytes, 'UTF8')::jsonb #>> '{data,organisation}' = $1 ORDER BY s.idx`,
    [organisation],
  );
  const values = await openValues(tx, vault, rows);
  return Object.fromEntries(values.flatMap((one) => (one === undefined ? [] : [[one.name, one.value]])));
}

async function credentials(tx: EntityManager, organisation: string, day: string): Promise<CredentialOnPaper[]> {
  const rows: Credential[] = await tx.query(
    `SELECT scheme, number, valid_from::text AS "from", valid_until::text AS "until", acts
       FROM credential WHERE org = $1 ORDER BY scheme, number`,
    [organisation],
  );
  return rows
    .map((row) => ({ row, standing: standingOf(row, day) }))
    .filter(({ standing }) => standing !== 'not-yet')
    .map(({ row: { scheme, number, from, until }, standing }) => ({ scheme, number, from, until, standing }));
}

export async function namesOf(tx: EntityManager, organisations: readonly string[]): Promise<Record<string, string>> {
  const rows: { org: string; name: string }[] = await tx.query(
    'SELECT org, name FROM organisation WHERE org = ANY($1) ORDER BY org',
    [organisations],
  );
  return Object.fromEntries(rows.map(({ org, name }) => [org, name]));
}
