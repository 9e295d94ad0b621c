/** What a handover is judged by: the terms it was sent under, or where they say nothing the scales themselves (P10). */
import { Rejection } from '../../rejection.js';
import type { Transit } from '../lot.js';
import { notNegative, weighingToleranceMg } from '../rules/mass.js';
import type { HandoverTerms } from './statements.js';

/** More than a tenth is no tolerance any more. */
const MOST_PPM = 100_000;

export function stated(terms: HandoverTerms): HandoverTerms {
  const { toleranceMg, tolerancePpm } = terms;
  if (Object.values(terms).every((value) => value === undefined)) throw new Rejection('missing', 'terms');
  if (toleranceMg !== undefined) notNegative(toleranceMg, 'terms.toleranceMg');
  if (
    tolerancePpm !== undefined &&
    !(Number.isSafeInteger(tolerancePpm) && tolerancePpm >= 0 && tolerancePpm <= MOST_PPM)
  ) {
    throw new Rejection('out-of-range', 'terms.tolerancePpm', {
      value: `${tolerancePpm}`,
      min: '0',
      max: `${MOST_PPM}`,
    });
  }
  return terms;
}

/** @param divisionMg of the coarser scale, where the terms agree no difference of their own */
export function toleranceMgOf({ sentMg, terms }: Pick<Transit, 'sentMg' | 'terms'>, divisionMg: number): number {
  const { toleranceMg, tolerancePpm } = terms ?? {};
  if (toleranceMg === undefined && tolerancePpm === undefined) return weighingToleranceMg(sentMg, divisionMg);
  const share = Number((BigInt(sentMg) * BigInt(tolerancePpm ?? 0)) / 1_000_000n);
  return Math.max(toleranceMg ?? 0, share);
}
