/** What a handover is judged by: the terms it was sent under, or where they say nothing the scales themselves (P10). */
import { Rejection } from '../../rejection.js';
import type { Transit } from '../lot.js';
import { notNegative, USUAL_DIVISION_MG } from '../rules/mass.js';
import { inForce } from '../rules/thresholds/dated.js';
import { MOST_TOLERANCE_PPM, WEIGHING } from '../rules/thresholds/handover.js';
import type { HandoverTerms } from './statements.js';

/** @param massMg what the sender sends; @throws Rejection `out-of-range` for a tolerance that is none any more */
export function stated(terms: HandoverTerms, massMg: number, day: string): HandoverTerms {
  const { toleranceMg, tolerancePpm } = terms;
  if (Object.values(terms).every((value) => value === undefined)) throw new Rejection('missing', 'terms');
  if (toleranceMg !== undefined) notNegative(toleranceMg, 'terms.toleranceMg');
  within('terms.toleranceMg', toleranceMg, mostMg(massMg, day));
  within('terms.tolerancePpm', tolerancePpm, inForce(MOST_TOLERANCE_PPM, day) ?? 0);
  return terms;
}

/** A difference of a shipment that was weighed when it left, and of a lot that weighs `bookMg` by the ledger. */
export interface Weighing extends Pick<Transit, 'sentMg' | 'terms'> {
  readonly bookMg: number;
  /** Of the coarser scale, where the terms agree no difference of their own. */
  readonly divisionMg: number;
}

/**
 * By the lesser of the mass sent and the mass of the lot: whoever writes down more than there is does not make room for a
 * difference.
 */
export function toleranceMgOf({ sentMg, terms, bookMg, divisionMg }: Weighing, day: string): number {
  const { toleranceMg, tolerancePpm } = terms ?? {};
  const massMg = Math.min(sentMg, bookMg);
  if (toleranceMg === undefined && tolerancePpm === undefined) return byScales(massMg, divisionMg, day);
  return Math.min(Math.max(toleranceMg ?? 0, share(massMg, tolerancePpm ?? 0)), mostMg(massMg, day));
}

function byScales(massMg: number, divisionMg: number, day: string): number {
  const { divisions = 0, ppm = 0 } = inForce(WEIGHING, day) ?? {};
  return Math.max(divisions * divisionMg, share(massMg, ppm));
}

/** Of a grain or two, still what a usual scale can tell. */
function mostMg(massMg: number, day: string): number {
  return Math.max(share(massMg, inForce(MOST_TOLERANCE_PPM, day) ?? 0), byScales(massMg, USUAL_DIVISION_MG, day));
}

/** Rounded down to the milligram. */
function share(massMg: number, ppm: number): number {
  return Number((BigInt(massMg) * BigInt(ppm)) / 1_000_000n);
}

function within(at: string, value: number | undefined, max: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0 && value <= max)) return;
  throw new Rejection('out-of-range', at, { value: `${value}`, min: '0', max: `${max}` });
}
