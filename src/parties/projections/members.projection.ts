import type { Member } from '../../core/custody/registry.js';
import type { LotRegistered } from '../../core/custody/statements.js';
import { text, toHex, utf8 } from '../../core/bytes.js';
import { monthOf } from '../../core/day.js';
import { fineNg, PPM_WHOLE } from '../../core/quantity.js';
import { memberSubject, type Queryable, type Vault } from '../../ledger/private/vault.js';
import type { Projection, Recorded } from '../../ledger/projection.js';
import { kinOf, rowsOf, type Kin } from '../members/kin.js';
import { forgetErased, indexPersons, type Identity } from '../members/person-index.js';
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

/** What else may be told of a person, each a reveal of its own: compared across organisations by a keyed index only. */
export interface Identifiers {
  readonly identity?: Identity;
  readonly phone?: string;
  readonly account?: string;
}

/** Members by `<organisation>/<code>`, with what each handed in per month; every row sealed under its person's own key. */
export const members = (vault: Vault): Projection<Member> => ({
  kind: 'members',
  rebuilt: { tables: [{ name: 'private_member' }, { name: 'person_index' }], touched: membersIn },

  async load(tx, ids) {
    const subjects = ids.map((id) => vault.nameOf(subjectOf(id)));
    const kin = await kinOf(tx, subjects);
    const others = [...kin.values()].flatMap(({ same }) => same);
    const rows = await rowsOf(tx, [...new Set([...subjects.map(toHex), ...others])]);
    const found = (await openMembers(tx, vault, rows)).map(restored);
    const bySubject = new Map(found.map((member) => [toHex(vault.nameOf(subjectOf(member.id))), member]));
    return new Map(
      ids.flatMap((id, i) => {
        const subject = toHex(subjects[i] as Buffer);
        const member = bySubject.get(subject);
        return member === undefined ? [] : [[id, related(member, kin.get(subject), bySubject)]];
      }),
    );
  },

  evolve(states, recorded) {
    if (recorded.statement.type === 'member.registered') return registered(states, recorded);
    if (recorded.statement.type === 'lot.registered') return delivered(states, recorded);
    if (recorded.statement.type === 'lot.released') return releasedFrom(states, recorded);
    return [];
  },

  async save(tx, changed, recorded) {
    await forgetErased(tx, vault, recorded);
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
    await indexPersons(tx, vault, recorded);
  },
});

function membersIn(recorded: Recorded): string[] {
  const { type, org } = recorded.statement;
  const value = revealed(recorded, 'member');
  if (type === 'member.registered' && value !== undefined) return [`${org}/${(value as Person).code}`];
  if (type === 'lot.released') {
    const released = revealed(recorded, 'released') as Released | undefined;
    return released === undefined ? [] : [`${org}/${released.member}`];
  }
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
  return count(states, member, monthOf(on.date), fineNg(grossMg, fineness?.ppm ?? PPM_WHOLE));
}

/** What a hold kept out of a month counts in it once it is released (core/custody/holds/decide.ts). */
function releasedFrom(states: Map<string, Member>, recorded: Recorded): string[] {
  const released = revealed(recorded, 'released') as Released | undefined;
  if (released === undefined) return [];
  const member = states.get(`${recorded.statement.org}/${released.member}`);
  return member === undefined ? [] : count(states, member, released.month, BigInt(released.fineNg));
}

/** In this register, and in what the registers of others that the batch has loaded know of the same person. */
function count(states: Map<string, Member>, { id, kin = [] }: Member, month: string, ng: bigint): string[] {
  for (const one of [id, ...kin]) {
    const member = states.get(one);
    if (member === undefined) continue;
    const months = one === id ? plus(member.months, month, ng) : member.months;
    const across = member.acrossBuyers && { acrossBuyers: plus(member.acrossBuyers, month, ng) };
    states.set(one, { ...member, months, ...across });
  }
  return [id];
}

function plus(months: Member['months'], month: string, ng: bigint): Member['months'] {
  return { ...months, [month]: (months[month] ?? 0n) + ng };
}

/** With what the index knows: the same person elsewhere, and who shares a telephone or account. */
function related(member: Member, kin: Kin | undefined, known: ReadonlyMap<string, Member>): Member {
  if (kin === undefined) return member;
  const same = kin.same.flatMap((subject) => known.get(subject) ?? []);
  if (same.length === 0) return { ...member, shared: kin.shared };
  const all = [member, ...same].flatMap(({ months }) => Object.entries(months));
  const acrossBuyers = all.reduce<Member['months']>((sum, [month, ng]) => plus(sum, month, ng), {});
  return { ...member, kin: same.map(({ id }) => id), acrossBuyers, shared: kin.shared };
}

/** Reveal `released` of `lot.released`. */
interface Released {
  readonly member: string;
  readonly month: string;
  readonly fineNg: string;
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
