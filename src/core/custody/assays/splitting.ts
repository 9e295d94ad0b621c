/**
 * P12: when two readings of the same gold lie so far apart that a third laboratory decides, and what two parties settle on.
 * The parties' average is a figure for the invoice; in the books governs one reading, by rank (methods.ts).
 */
import type { Doubt } from '../doubts.js';
import { inForce } from '../rules/thresholds/dated.js';
import { SPLITTING_LIMIT_PPM } from '../rules/thresholds/assays.js';
import type { Fineness, Method } from '../statements.js';

/** Methods that a limit compares, the lesser first; an outturn is a fire assay of the whole melt. */
const COMPARED: readonly Method[] = ['xrf', 'fire-assay'];

/** The splitting limit between two methods on a day, ppm of gold; undefined where nobody settles by one of them. */
export function splittingLimitPpm(a: Method, b: Method, day: string): number | undefined {
  const [first, second] = [a, b].map((method) => COMPARED.indexOf(method === 'outturn' ? 'fire-assay' : method));
  if (first === undefined || second === undefined || first < 0 || second < 0) return undefined;
  return inForce(SPLITTING_LIMIT_PPM, day, COMPARED[Math.min(first, second)]);
}

/** P12: the reading before and this one differ by more than the limit, and no umpire has read it. */
export function readingsApart(before: Fineness | undefined, now: Fineness, day: string): Doubt[] {
  if (before === undefined) return [];
  const limitPpm = splittingLimitPpm(before.method, now.method, day);
  const apartPpm = Math.abs(now.ppm - before.ppm);
  if (limitPpm === undefined || apartPpm <= limitPpm) return [];
  const figures = { before: `${before.ppm}`, found: `${now.ppm}`, apart: `${apartPpm}`, limit: `${limitPpm}` };
  return [{ rule: 'P12', code: 'assays-apart', at: 'finenessPpm', level: 'ask', figures }];
}

/** One party's reading in the series of a lot. */
export interface PartyReading {
  readonly org: string;
  readonly fineness: Pick<Fineness, 'ppm' | 'method'>;
  readonly replaced: boolean;
}

export type Settlement =
  | { readonly basis: 'umpire' | 'one-party'; readonly finenessPpm: number }
  | { readonly basis: 'average'; readonly finenessPpm: number; readonly apartPpm: number; readonly limitPpm: number }
  | { readonly basis: 'umpire-needed'; readonly apartPpm: number; readonly limitPpm: number };

/**
 * What seller and buyer settle on, from the series in log order: an umpire's reading once there is one; else the average of
 * the newest fire assays of the two parties who read last, rounded down to whole ppm, where they lie within the limit.
 */
export function settlementOf(series: readonly PartyReading[], day: string): Settlement | undefined {
  const standing = series.filter(({ replaced }) => !replaced);
  const umpire = standing.findLast(({ fineness }) => fineness.method === 'umpire');
  if (umpire !== undefined) return { basis: 'umpire', finenessPpm: umpire.fineness.ppm };
  const fire = standing.filter(({ fineness }) => fineness.method === 'fire-assay');
  const last = fire.at(-1);
  if (last === undefined) return undefined;
  const other = fire.findLast(({ org }) => org !== last.org);
  if (other === undefined) return { basis: 'one-party', finenessPpm: last.fineness.ppm };
  const limitPpm = splittingLimitPpm('fire-assay', 'fire-assay', day) ?? 0;
  const apartPpm = Math.abs(last.fineness.ppm - other.fineness.ppm);
  if (apartPpm > limitPpm) return { basis: 'umpire-needed', apartPpm, limitPpm };
  return {
    basis: 'average',
    finenessPpm: Math.floor((last.fineness.ppm + other.fineness.ppm) / 2),
    apartPpm,
    limitPpm,
  };
}
