import type { Member } from '../../core/custody/registry.js';
import type { LotRegistered } from '../../core/custody/statements.js';
import { text, utf8 } from '../../core/bytes.js';
import { monthOf } from '../../core/day.js';
import { fineNg, PPM_WHOLE } from '../../core/quantity.js';
import { memberSubject, type Queryable, type Vault } from '../../ledger/private/vault.js';
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

/** Members by `<organisation>/<code>`, with what each handed in per month; every row sealed under its person's own key. */
export const members = (vault: Vault): Projection<Member> => ({
  kind: 'members',
  rebuilt: { tables: [{ name: 'private_member' }], touched: membersIn },

  async load(tx, ids) {
    const sql = 'SELECT subject, sealed FROM private_member WHERE subject = ANY ($1::bytea[])';
    const rows: SealedMember[] = await tx.query(sql, [ids.map((id) => vault.nameOf(subjectOf(id)))]);
    const found = await openMembers(tx, vault, rows);
    return new Map(found.map((member) => [member.id, restored(member)]));
  },

  evolve(states, recorded) {
    if (recorded.statement.type === 'member.registered') return registered(states, recorded);
    if (recorded.statement.type === 'lot.registered') return delivered(states, recorded);
    return [];
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const all = [...changed.values()];
    const clear = all.map((member) => {
      const value = utf8(JSON.stringify(stored(member)));
      return { subject: subjectOf(member.id), context: CONTEXT, value, repeatable: true as const };
    });
    const rows = await vault.seal(tx, clear);
    await tx.query(SAVE, [
      rows.map(({ subject }) => subject),
      all.map(({ id }) => keysOf([id])[0][0]),
      rows.map(({ sealed }) => sealed),
    ]);
  },
});

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
export type StoredMember = Omit<Member, 'months'> & { readonly months: Readonly<Record<string, string>> };

/** A row of `private_member`. */
export interface SealedMember {
  readonly subject: Buffer;
  readonly sealed: Buffer;
}

/** Those whose data key is still there. */
export async function openMembers(tx: Queryable, vault: Vault, rows: readonly SealedMember[]): Promise<StoredMember[]> {
  const opened = await vault.open(
    tx,
    rows.map((row) => ({ ...row, context: CONTEXT })),
  );
  return opened.flatMap((bytes) => (bytes === undefined ? [] : [JSON.parse(text(bytes) ?? '') as StoredMember]));
}

/** Its name is the person's: a row put in another person's place does not open. */
const CONTEXT = 'private_member';

function subjectOf(id: string): string {
  const [[org = ''], [code = '']] = keysOf([id]);
  return memberSubject(org, code);
}

function restored(member: StoredMember): Member {
  return { ...member, months: monthsFrom(member.months) };
}

export function monthsFrom(months: StoredMember['months']): Member['months'] {
  return Object.fromEntries(Object.entries(months).map(([month, ng]) => [month, BigInt(ng)] as const));
}

function stored({ id, kind, site, registration, from, until, months }: Member): StoredMember {
  // In the order of the calendar, so that the same months are the same bytes.
  const taken = Object.entries(months).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = taken.map(([month, ng]) => [month, String(ng)] as const);
  return { id, kind, site, registration, from, until, months: Object.fromEntries(text) };
}

const SAVE = `
INSERT INTO private_member (subject, org, sealed) SELECT * FROM unnest($1::bytea[], $2::text[], $3::bytea[])
ON CONFLICT (subject) DO UPDATE SET sealed = excluded.sealed`;
