import type { Member } from '../../core/custody/registry.js';
import type { LotRegistered } from '../../core/custody/statements.js';
import { monthOf } from '../../core/day.js';
import { fineNg, PPM_WHOLE } from '../../core/quantity.js';
import type { Projection, Recorded } from '../../ledger/projection.js';
import { keysOf } from './keys-of.js';

/** The reveal `member` of `member.registered`: the person, who is never in a statement. Days local, `until` exclusive. */
export interface Person {
  readonly code: string;
  readonly sex: string;
  readonly kind: string;
  readonly site: string;
  readonly registration: string;
  readonly from: string | null;
  readonly until: string | null;
}

/** Members by `<organisation>/<code>`, with what each handed in per month. */
export const members: Projection<Member> = {
  kind: 'members',
  rebuilt: { tables: [{ name: 'member' }], touched: membersIn },

  async load(tx, ids) {
    const rows: { member: StoredMember }[] = await tx.query(LOAD, keysOf(ids));
    return new Map(rows.map(({ member }) => [member.id, restored(member)]));
  },

  evolve(states, recorded) {
    if (recorded.statement.type === 'member.registered') return registered(states, recorded);
    if (recorded.statement.type === 'lot.registered') return delivered(states, recorded);
    return [];
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const rows = [...changed.values()].map(stored);
    await tx.query(SAVE, [JSON.stringify(rows)]);
  },
};

function membersIn(recorded: Recorded): string[] {
  const { type, org } = recorded.statement;
  const value = revealed(recorded, 'member');
  if (type === 'member.registered' && value !== undefined) return [`${org}/${(value as Person).code}`];
  return type === 'lot.registered' && typeof value === 'string' ? [`${org}/${value}`] : [];
}

function registered(states: Map<string, Member>, recorded: Recorded): string[] {
  const person = revealed(recorded, 'member') as Person | undefined;
  if (person === undefined) return [];
  const id = `${recorded.statement.org}/${person.code}`;
  const { kind, site, registration, from, until } = person;
  states.set(id, { id, kind, site, registration, from, until, months: states.get(id)?.months ?? {} });
  return [id];
}

/** P5: gold without fineness counts at its gross mass; gold held apart does not count. */
function delivered(states: Map<string, Member>, recorded: Recorded): string[] {
  if (revealed(recorded, 'counted') !== true) return [];
  const id = `${recorded.statement.org}/${String(revealed(recorded, 'member'))}`;
  const member = states.get(id);
  if (member === undefined) return [];
  const { on, grossMg, fineness } = recorded.statement.data as unknown as LotRegistered;
  const month = monthOf(on.date);
  const before = member.months[month] ?? 0n;
  const months = { ...member.months, [month]: before + fineNg(grossMg, fineness?.ppm ?? PPM_WHOLE) };
  states.set(id, { ...member, months });
  return [id];
}

function revealed(recorded: Recorded, name: string): unknown {
  return recorded.reveals.find((reveal) => reveal.name === name)?.value;
}

/** JSON has no bigint, and nanograms of a month pass 2^53. */
type StoredMember = Omit<Member, 'months'> & { readonly months: Readonly<Record<string, string>> };

function restored(member: StoredMember): Member {
  const months = Object.entries(member.months).map(([month, ng]) => [month, BigInt(ng)] as const);
  return { ...member, months: Object.fromEntries(months) };
}

function stored(member: Member): StoredMember {
  const months = Object.entries(member.months).map(([month, ng]) => [month, String(ng)] as const);
  return { ...member, months: Object.fromEntries(months) };
}

const LOAD = `
SELECT jsonb_build_object(
  'id', m.org || '/' || m.code, 'kind', m.kind, 'site', m.site, 'registration', m.registration,
  'from', m.valid_from, 'until', m.valid_until, 'months', m.months) AS member
FROM member m JOIN unnest($1::text[], $2::text[]) AS k (org, code) USING (org, code)`;

const SAVE = `
INSERT INTO member (org, code, kind, site, registration, valid_from, valid_until, months)
SELECT split_part(id, '/', 1), substr(id, strpos(id, '/') + 1), kind, site, registration, "from", until, months
FROM jsonb_to_recordset($1::jsonb) AS r (
  id text, kind text, site text, registration text, "from" date, until date, months jsonb)
ON CONFLICT (org, code) DO UPDATE SET (kind, site, registration, valid_from, valid_until, months) =
  ROW (excluded.kind, excluded.site, excluded.registration, excluded.valid_from, excluded.valid_until, excluded.months)`;
