/**
 * What an act rests on that will not hold much longer: said in its answer and in the list of expiries 60, 30 and 7 days before it
 * binds, and recorded nowhere, for it is no fact about the gold.
 */
import { daysBetween } from '../../day.js';
import type { Act, Facts } from '../act.js';
import { standingOf } from '../claims.js';

/** Days before, at which it is said anew. */
export const STAGES = [60, 30, 7] as const;

export interface Expiring {
  readonly rule: string;
  readonly code: 'registration-expires' | 'calibration-expires' | 'credential-expires';
  readonly at: string;
  /** Nobody's name or number but that of a public credential. */
  readonly figures: Readonly<Record<string, string>>;
}

/** Whether the day on which something no longer holds is near enough to be said; what has ended already is the rules' matter. */
export function isNear(day: string, until: string | null): until is string {
  if (until === null) return false;
  const days = daysBetween(day, until);
  return days > 0 && days <= STAGES[0];
}

/** @param needs ids of the facts the act was decided by */
export function expiring(
  facts: Pick<Facts, 'members' | 'scales' | 'parties'>,
  { org, on }: Pick<Act, 'org' | 'on'>,
  needs: Readonly<Record<string, readonly string[]>>,
): Expiring[] {
  const told = (until: string) => ({ until, days: `${daysBetween(on.date, until)}` });
  const members = (needs['members'] ?? []).flatMap((id): Expiring[] => {
    const { kind, until = null } = facts.members.get(id) ?? {};
    if (kind !== 'panner' || !isNear(on.date, until)) return [];
    return [{ rule: 'P4', code: 'registration-expires', at: 'member', figures: told(until) }];
  });
  const scales = (needs['scales'] ?? []).flatMap((id): Expiring[] => {
    const { scale = '', until = null } = facts.scales.get(id) ?? {};
    if (!isNear(on.date, until)) return [];
    return [{ rule: 'P22', code: 'calibration-expires', at: 'scale', figures: { scale, ...told(until) } }];
  });
  const own = needs['parties']?.includes(org) === true ? (facts.parties.get(org)?.credentials ?? []) : [];
  const credentials = own.flatMap((one): Expiring[] => {
    if (!isNear(on.date, one.until) || standingOf(one, on.date) !== 'valid') return [];
    const figures = { scheme: one.scheme, number: one.number, ...told(one.until) };
    return [{ rule: 'P4', code: 'credential-expires', at: 'organisation', figures }];
  });
  return [...members, ...scales, ...credentials];
}
