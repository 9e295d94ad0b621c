/** Time-boxed access to what an organisation records: who may read, until when, and why, said where everybody can check it. */
import { isInstant } from '../log/shape.js';
import type { Draft } from '../log/statement.js';
import { Rejection } from '../rejection.js';
import { draft, lotOf, type Act, type Facts } from './act.js';

/** `access.granted` where it is about an organisation's records and not about one lot. */
export interface AccessToRead {
  readonly organisation: string;
  /** `organisation:<id>` or `person:<uuid>`. */
  readonly audience: string;
  /** The one lot that it is about; absent: all that the organisation records. Not in the lot's history, which goes with the lot. */
  readonly shows?: string;
  /** Instant from which on it is over. */
  readonly until: string;
  readonly reason: string;
}

/** `access.ended`: before its time. */
export interface AccessEnded {
  readonly organisation: string;
  /** `sid` of the statement that granted it. */
  readonly of: string;
  readonly reason: string;
}

/** What is known of a grant, by its sid in hex. */
export interface Grant extends AccessToRead {
  readonly sid: string;
  readonly from: string;
  readonly ended?: string;
}

/** An audit that takes longer is granted anew: access nobody remembers is access nobody watches. */
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

/** @throws out-of-range where it would end before it begins, or after more than a year; not-permitted to oneself */
export function grantAccess(act: Act, { audience, until, reason, shows }: Omit<AccessToRead, 'organisation'>): Draft[] {
  const days = isInstant(until) ? (Date.parse(until) - Date.parse(act.at)) / DAY_MS : Number.NaN;
  if (!(days > 0 && days <= LONGEST_DAYS)) {
    const last = new Date(Date.parse(act.at) + LONGEST_DAYS * DAY_MS).toISOString();
    throw new Rejection('out-of-range', 'until', { value: until, min: act.at, max: last });
  }
  if (audience === `organisation:${act.org}`) throw new Rejection('not-permitted', 'toOrganisation');
  const data: AccessToRead = { organisation: act.org, audience, ...(shows !== undefined && { shows }), until, reason };
  return [draft(act, 'access.granted', [], data)];
}

/**
 * One lot to one organisation: its owner's to show, and over when it is sold.
 * @throws lot-not-yours, and what `grantAccess` throws
 */
export function showLot(
  facts: Facts,
  act: Act,
  said: Omit<AccessToRead, 'organisation'> & { readonly shows: string },
): Draft[] {
  const lot = lotOf(facts, said.shows);
  if (lot.owner !== act.org) throw new Rejection('lot-not-yours', 'lot', { lot: lot.code, owner: lot.owner });
  if (!said.audience.startsWith('organisation:'))
    throw new Rejection('malformed', 'audience', { value: said.audience });
  return grantAccess(act, said);
}

/** @throws not-found for a grant that is not the organisation's own, or ended already */
export function endAccess(grants: ReadonlyMap<string, Grant>, act: Act, of: string, reason: string): Draft[] {
  const grant = grants.get(of);
  if (grant === undefined || grant.organisation !== act.org || grant.ended !== undefined) {
    throw new Rejection('not-found', 'id', { value: of });
  }
  const data: AccessEnded = { organisation: act.org, of, reason };
  return [draft(act, 'access.ended', [], data)];
}
