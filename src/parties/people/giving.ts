/** Who may give whom what: nobody gives more than their own, nor for another organisation. */
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import type { GivenRole } from './people.row.js';

/**
 * The organisation that is meant: an operator names any, everybody else speaks for their own.
 * @returns null for the server's own operators
 */
export function organisationOf(actor: Actor, named: string | undefined): string | null {
  if (actor.role === 'operator') return named ?? actor.org ?? null;
  if (actor.org === undefined || (named !== undefined && named !== actor.org)) {
    throw new Rejection('not-permitted', 'organisation');
  }
  return actor.org;
}

/** A manager gives every role of their organisation; only operators make operators. */
export function mayGive(actor: Actor, role: GivenRole, org: string | null): void {
  if (org === null && role !== 'operator') throw new Rejection('missing', 'organisation', { example: 'coop-limonal' });
  if (actor.role === 'operator' || (actor.role === 'manager' && role !== 'operator')) return;
  throw new Rejection('not-permitted', 'role');
}

/**
 * A key that is limited gives nothing that is not: neither a person, nor an issuer's token, nor an auditor has its scopes or ends
 * with it.
 * @throws scope-missing, not-permitted for a key that expires
 */
export function mustBeUnlimited({ scopes, expires }: Actor): void {
  if (scopes !== undefined) throw new Rejection('scope-missing', 'Authorization');
  if (expires !== undefined) throw new Rejection('not-permitted', 'Authorization');
}
