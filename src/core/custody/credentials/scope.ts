/**
 * What a licence or certificate covers: which sites, which forms of gold, making it or trading it, and how much. What it does
 * not cover it does not vouch for, on whatever day.
 */
import { Rejection } from '../../rejection.js';
import { FORMS, type Form } from '../statements.js';

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

/** @throws Rejection where a word of it is none of the trade's, or it covers nothing at all */
export function soundScope(scope: Scope): Scope {
  const { sites, forms, activities, volume } = scope;
  known(forms, FORMS, 'scope.forms');
  known(activities, ACTIVITIES, 'scope.activities');
  if ([sites, forms, activities].some((list) => list?.length === 0)) throw new Rejection('missing', 'scope');
  if (volume !== undefined && !/^[1-9]\d{0,29}$/.test(volume.fineNg)) {
    throw new Rejection('malformed', 'scope.volume.fineNg', { value: volume.fineNg, example: '35000000000' });
  }
  if (volume !== undefined) known([volume.per], PERIODS, 'scope.volume.per');
  return {
    ...(sites && { sites }),
    ...(forms && { forms }),
    ...(activities && { activities }),
    ...(volume && { volume: { fineNg: volume.fineNg, per: volume.per } }),
  };
}

function known(said: readonly string[] | undefined, words: readonly string[], at: string): void {
  const strange = said?.find((word) => !words.includes(word));
  if (strange !== undefined) throw new Rejection('malformed', at, { value: strange, choices: words.join(', ') });
}
