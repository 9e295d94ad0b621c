/**
 * What a licence or certificate covers: which sites, which forms of gold, making it or trading it, and how much. What it does
 * not cover it does not vouch for, on whatever day.
 */
import type { Form } from '../statements.js';

export const ACTIVITIES = ['production', 'sale'] as const;
export type Activity = (typeof ACTIVITIES)[number];

export const PERIODS = ['month', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** An absent member limits nothing. */
export interface Scope {
  /** Codes of sites in the holder's own register. */
  readonly sites?: readonly string[];
  readonly forms?: readonly Form[];
  readonly activities?: readonly Activity[];
  /** Fine gold, nanograms, decimal text, in each calendar month or year. */
  readonly volume?: { readonly fineNg: string; readonly per: Period };
}

/** Gold in the hands of a party: where it was mined (for production), what it is, and what is done with it. */
export interface Use {
  readonly activity: Activity;
  readonly site?: string;
  readonly form?: Form;
}

/** Why a paper does not speak for some gold. */
export type Outside = 'site' | 'form' | 'activity' | 'self-declared';

/** The first member of the scope that does not cover this use; volumes are judged beside it, over all of a period. */
export function outside(scope: Scope | undefined, { activity, site, form }: Use): Outside | undefined {
  if (scope === undefined) return undefined;
  if (scope.activities !== undefined && !scope.activities.includes(activity)) return 'activity';
  if (scope.sites !== undefined && activity === 'production' && !scope.sites.includes(site ?? '')) return 'site';
  if (scope.forms !== undefined && form !== undefined && !scope.forms.includes(form)) return 'form';
  return undefined;
}
