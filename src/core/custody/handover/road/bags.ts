/** Bags as somebody counts them. */
import { Rejection } from '../../../rejection.js';
import type { Bags } from '../statements.js';

/** More would not fit one act, and nobody counts them at a counter. */
const MOST_BAGS = 200;

/** Each seal once. */
export function counted({ bags, seals }: Bags): Bags {
  if (!Number.isSafeInteger(bags) || bags < 1 || bags > MOST_BAGS) {
    throw new Rejection('out-of-range', 'bags', { value: `${bags}`, min: '1', max: `${MOST_BAGS}` });
  }
  const twice = seals.find((seal, n) => seals.indexOf(seal) !== n);
  if (twice !== undefined) throw new Rejection('malformed', 'seals', { value: twice });
  if (seals.length > MOST_BAGS) throw new Rejection('out-of-range', 'seals', { min: '0', max: `${MOST_BAGS}` });
  return { bags, seals };
}
