import type { EntityManager } from 'typeorm';
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
    return type.startsWith('credential.') ? changed(states, recorded) : [];
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    await saveOrganisations(tx, [...changed.values()]);
    await saveCredentials(tx, [...changed.values()]);
  },
};

function partiesIn({ statement: { type, data } }: Recorded): string[] {
  if (type === 'organisation.registered') return [(data as unknown as OrganisationRegistered).organisation];
  return type.startsWith('credential.') ? [(data as unknown as CredentialChanged).holder] : [];
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

/** A second grant of the same number is its renewal. */
function after(act: CredentialAct, before: Credential | undefined, change: CredentialChanged): Credential {
  const { scheme, number, from } = change;
  if (before === undefined) {
    if (act !== 'granted') throw new Error(`bug: ${scheme} ${number} was ${act} before it was granted`);
    return { scheme, number, from, until: change.until ?? null, acts: [] };
  }
  const until = act === 'granted' ? (change.until ?? null) : before.until;
  return { ...before, until, acts: [...before.acts, { act, from }] };
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
    credentials.map((one) => ({ org: organisation, ...one })),
  );
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO credential (org, scheme, number, valid_from, valid_until, acts)
     SELECT org, scheme, number, "from", until, acts
     FROM jsonb_to_recordset($1::jsonb) AS r (org text, scheme text, number text, "from" date, until date, acts jsonb)
     ON CONFLICT (org, scheme, number) DO UPDATE
     SET (valid_until, acts) = ROW (excluded.valid_until, excluded.acts)`,
    [JSON.stringify(rows)],
  );
}
