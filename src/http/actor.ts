import { Rejection } from '../core/rejection.js';

/**
 * What somebody may do. A registrar records; a manager does that and looks after keys, people and packs; an approver reads
 * what a registrar reads and settles holds and questions; compliance looks after credentials, due diligence and recall; an
 * auditor only reads; an operator may do everything.
 */
export const ROLES = ['public', 'registrar', 'manager', 'approver', 'compliance', 'auditor', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking. A guard further right fills it in; everything a request does is done in its name. */
export interface Actor {
  /** Organisation the caller acts for; of an auditor the audited one; absent for the public. */
  readonly org?: string;
  /** UUID of the person who signed in, or to whom the key is bound; absent for machines. */
  readonly person?: string;
  readonly role: Role;
  /** Name of the key, or of a person's session (never a person's own name), for the record; never the secret. */
  readonly name: string;
  /** Id of the key; absent for the public, for sessions and for work of our own. */
  readonly key?: string;
  /** Id of the session; absent for keys. */
  readonly session?: string;
  /** What a key is limited to, beside its role; absent: whatever its role may. */
  readonly scopes?: readonly string[];
  /** When the key or token is worth nothing any more; absent: it has no end. */
  readonly expires?: Date;
  /** Organisation an auditor comes from, where `org` is the one that granted the access. */
  readonly homeOrg?: string;
}

export const PUBLIC: Actor = { role: 'public', name: 'public' };

/** Who it is, as it is kept beside what was recorded: a person, or else a machine's key. Nobody, for work of our own. */
export function authorOf({ person, key }: Actor): string | undefined {
  if (person !== undefined) return `person:${person}`;
  return key === undefined ? undefined : `key:${key}`;
}

/** The same as a member of a command, or of an act. */
export function byOf(actor: Actor): { readonly by?: string } {
  const by = authorOf(actor);
  return by === undefined ? {} : { by };
}

/** @throws Rejection not-permitted for one who acts for no organisation */
export function orgOf({ org }: Actor): string {
  if (org === undefined) throw new Rejection('not-permitted', 'org');
  return org;
}
