import type { EntityManager } from 'typeorm';
import { credentialAfter, isPaperAct } from '../../core/custody/credentials/fold.js';
import type {
  Credential,
  CredentialAct,
  CredentialChanged,
  OrganisationRegistered,
  Party,
} from '../../core/custody/registry.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

/** Organisations by id, each with its credentials and what happened to them. */
export const parties: Projection<Party> = {
  kind: 'parties',
  rebuilt: { tables: [{ name: 'organisation' }, { name: 'credential' }], touched: partiesIn },

  async load(tx, ids) {
    const rows: { party: Party }[] = await tx.query(LOAD, [ids]);
    return new Map(rows.map(({ party }) => [party.organisation, party]));
  },

  evolve(states, recorded) {
    const { type, data } = recorded.statement;
    if (type === 'organisation.registered') {
      const { organisation, name, role, country } = data as unknown as OrganisationRegistered;
      const credentials = states.get(organisation)?.credentials ?? [];
      states.set(organisation, { organisation, name, role, country, credentials });
      return [organisation];
    }
    return isPaperAct(type) ? changed(states, recorded) : [];
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    await saveOrganisations(tx, [...changed.values()]);
    await saveCredentials(tx, [...changed.values()]);
  },
};

function partiesIn({ statement: { type, data } }: Recorded): string[] {
  if (type === 'organisation.registered') return [(data as unknown as OrganisationRegistered).organisation];
  return isPaperAct(type) ? [(data as unknown as CredentialChanged).holder] : [];
}

function changed(states: Map<string, Party>, { statement }: Recorded): string[] {
  const act = statement.type.slice('credential.'.length) as CredentialAct;
  const change = statement.data as unknown as CredentialChanged;
  const party = states.get(change.holder);
  if (party === undefined)
    throw new Error(`bug: ${statement.type} of ${change.holder}, which the decision did not load`);
  const others = party.credentials.filter((credential) => !isSame(credential, change));
  const before = party.credentials.find((credential) => isSame(credential, change));
  const credentials = [...others, after(act, before, change)].sort(inOrder);
  states.set(party.organisation, { ...party, credentials });
  return [party.organisation];
}

function after(act: CredentialAct, before: Credential | undefined, change: CredentialChanged): Credential {
  const credential = credentialAfter(act, before, change);
  if (credential === undefined)
    throw new Error(`bug: ${change.scheme} ${change.number} was ${act} before it was granted`);
  return credential;
}

function isSame(credential: Credential, change: CredentialChanged): boolean {
  return credential.scheme === change.scheme && credential.number === change.number;
}

/** The order `LOAD` gives, so that a state is the same folded or read. */
function inOrder(a: Credential, b: Credential): number {
  const [left, right] = [a, b].map(({ from, scheme, number }) => JSON.stringify([from, scheme, number])) as [
    string,
    string,
  ];
  return left < right ? -1 : 1;
}

const LOAD = `
SELECT jsonb_build_object(
  'organisation', o.org, 'name', o.name, 'role', o.role, 'country', o.country,
  'credentials', coalesce((
    SELECT jsonb_agg(
      jsonb_build_object('scheme', c.scheme, 'number', c.number, 'from', c.valid_from, 'until', c.valid_until, 'acts', c.acts)
        || c.more
      ORDER BY c.valid_from, c.scheme COLLATE "C", c.number COLLATE "C")
    FROM credential c WHERE c.org = o.org), '[]')) AS party
FROM organisation o
WHERE o.org = ANY ($1::text[])`;

async function saveOrganisations(tx: EntityManager, all: readonly Party[]): Promise<void> {
  const rows = all.map(({ organisation, name, role, country }) => ({ org: organisation, name, role, country }));
  await tx.query(
    `INSERT INTO organisation (org, name, role, country)
     SELECT org, name, role, country
     FROM jsonb_to_recordset($1::jsonb) AS r (org text, name text, role text, country text)
     ON CONFLICT (org) DO UPDATE SET (name, role, country) = ROW (excluded.name, excluded.role, excluded.country)`,
    [JSON.stringify(rows)],
  );
}

async function saveCredentials(tx: EntityManager, all: readonly Party[]): Promise<void> {
  const rows = all.flatMap(({ organisation, credentials }) =>
    credentials.map(({ scheme, number, from, until, acts, ...more }) => {
      return { org: organisation, scheme, number, from, until, acts, more };
    }),
  );
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO credential (org, scheme, number, valid_from, valid_until, acts, more)
     SELECT org, scheme, number, "from", until, acts, more
     FROM jsonb_to_recordset($1::jsonb)
       AS r (org text, scheme text, number text, "from" date, until date, acts jsonb, more jsonb)
     ON CONFLICT (org, scheme, number) DO UPDATE
     SET (valid_from, valid_until, acts, more) = ROW (excluded.valid_from, excluded.valid_until, excluded.acts, excluded.more)`,
    [JSON.stringify(rows)],
  );
}
