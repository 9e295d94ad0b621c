/** Time-boxed access to what an organisation records: who may read, until when, and why, said where everybody can check it. */
import { isInstant } from '../log/shape.js';
import type { Draft } from '../log/statement.js';
import { Rejection } from '../rejection.js';
import { draft, type Act } from './act.js';

/** `access.granted` where it is about an organisation's records and not about one lot. */
export interface AccessToRead {
  readonly organisation: string;
  /** `organisation:<id>` or `person:<uuid>`. */
  readonly audience: string;
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
export function grantAccess(act: Act, { audience, until, reason }: Omit<AccessToRead, 'organisation'>): Draft[] {
  const days = isInstant(until) ? (Date.parse(until) - Date.parse(act.at)) / DAY_MS : Number.NaN;
  if (!(days > 0 && days <= LONGEST_DAYS)) {
    const last = new Date(Date.parse(act.at) + LONGEST_DAYS * DAY_MS).toISOString();
    throw new Rejection('out-of-range', 'until', { value: until, min: act.at, max: last });
  }
  if (audience === `organisation:${act.org}`) throw new Rejection('not-permitted', 'toOrganisation');
  const data: AccessToRead = { organisation: act.org, audience, until, reason };
  return [draft(act, 'access.granted', [], data)];
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
