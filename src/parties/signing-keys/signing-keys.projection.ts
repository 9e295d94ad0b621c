/**
 * Keys that sign statements, by organisation and by `kid:<key id>`: one organisation's key may not become another's, so
 * whoever enters one asks for both.
 */
import type { EntityManager } from 'typeorm';
import { readData } from '../../core/custody/statement-data.js';
import { keyIds } from '../../core/custody/keys/desk.js';
import type { KeyAdded, KeyRevoked, SigningKey } from '../../core/custody/keys/keys.js';
import { KeyRing } from '../../core/custody/keys/keys.js';
import { Policies, type Policy } from '../../core/custody/keys/policies.js';
import { parseStatement } from '../../core/log/entry.js';
import type { Projection } from '../../ledger/projection.js';

type Keys = readonly SigningKey[];

interface Row {
  readonly kid: string;
  readonly organisation: string;
  readonly key: Buffer;
  readonly holder: SigningKey['holder'];
  readonly custody: SigningKey['custody'];
  readonly name: string | null;
  readonly scope: string[] | null;
  readonly until: string | null;
  readonly addedAt: number;
  readonly revokedAt: number | null;
}

const LOAD = `
SELECT kid, org AS organisation, key, holder, custody, name, scope, until,
       added_at::float8 AS "addedAt", revoked_at::float8 AS "revokedAt"
  FROM signing_key WHERE org = ANY($1::text[]) OR kid = ANY($2::text[]) ORDER BY added_at`;

const KID = 'kid:';

export const signingKeys: Projection<Keys> = {
  kind: 'keys',
  rebuilt: {
    tables: [{ name: 'signing_key' }],
    touched({ statement: { type, data } }) {
      if (type !== 'key.added' && type !== 'key.revoked') return [];
      const { organisation, kid } = data as unknown as KeyAdded | KeyRevoked;
      return keyIds(organisation, kid);
    },
  },

  async load(tx, ids) {
    const kids = ids.filter((id) => id.startsWith(KID)).map((id) => id.slice(KID.length));
    const found = await keysFrom(tx, ids, kids);
    const states = new Map<string, Keys>();
    for (const id of ids) {
      const keys = found.filter(({ organisation, kid }) => id === organisation || id === KID + kid);
      if (keys.length > 0) states.set(id, keys);
    }
    return states;
  },

  evolve(states, { statement, idx }) {
    const { type } = statement;
    if ((type !== 'key.added' && type !== 'key.revoked') || readData(statement) !== 'good') return [];
    const { organisation, kid } = statement.data as unknown as KeyAdded | KeyRevoked;
    const ring = new KeyRing([...(states.get(organisation) ?? []), ...(states.get(KID + kid) ?? [])]);
    ring.add(statement, idx);
    const key = ring.get(kid);
    if (key === undefined) throw new Error(`bug: ${type} of ${kid}, which the decision did not load`);
    states.set(organisation, ring.keysOf(organisation));
    states.set(KID + kid, [key]);
    return [KID + kid];
  },

  async save(tx, changed) {
    if (changed.size > 0) await saveKeys(tx, [...changed.values()].flat());
  },
};

async function keysFrom(tx: EntityManager, orgs: readonly string[], kids: readonly string[]): Promise<SigningKey[]> {
  const rows: Row[] = await tx.query(LOAD, [orgs, kids]);
  return rows.map(keyFrom);
}

function keyFrom({ name, scope, until, revokedAt, key, ...row }: Row): SigningKey {
  return {
    ...row,
    key: Uint8Array.from(key),
    ...(name !== null && { name }),
    ...(scope !== null && { scope }),
    ...(until !== null && { until }),
    ...(revokedAt !== null && { revokedAt }),
  };
}

/** Every key the log names for an organisation, revoked ones included, in the order in which they were added. */
export function keysOfOrganisation(tx: EntityManager, organisation: string): Promise<SigningKey[]> {
  return keysFrom(tx, [organisation], []);
}

/** What an organisation said last of who speaks for it: as the log has it, not kept beside. */
export async function policyOf(tx: EntityManager, organisation: string): Promise<Policy | undefined> {
  const rows: { idx: string; bytes: Buffer }[] = await tx.query(
    `SELECT idx, bytes FROM statement WHERE type = 'policy.set' AND org = $1 ORDER BY idx DESC LIMIT 1`,
    [organisation],
  );
  const policies = new Policies();
  for (const { idx, bytes } of rows) {
    const statement = parseStatement(Uint8Array.from(bytes));
    if (statement !== undefined) policies.add(statement, Number(idx));
  }
  return policies.of(organisation);
}

async function saveKeys(tx: EntityManager, keys: readonly SigningKey[]): Promise<void> {
  const rows = keys.map(({ key, organisation, addedAt, revokedAt, ...rest }) => ({
    ...rest,
    org: organisation,
    key: `\\x${Buffer.from(key).toString('hex')}`,
    added_at: addedAt,
    revoked_at: revokedAt ?? null,
  }));
  await tx.query(
    `INSERT INTO signing_key (kid, org, key, holder, custody, name, scope, until, added_at, revoked_at)
     SELECT kid, org, key, holder, custody, name, scope, until, added_at, revoked_at
       FROM jsonb_populate_recordset(NULL::signing_key, $1::jsonb)
     ON CONFLICT (kid) DO UPDATE SET revoked_at = excluded.revoked_at`,
    [JSON.stringify(rows)],
  );
}
