/**
 * The arithmetic of honest doubt: how far a reading may be off, and when two readings disagree.
 * Standard uncertainties (k = 1) where a book gives none; thresholds/assays.ts, of the day read.
 */
import { UNCERTAINTY_PPM } from '../rules/thresholds/assays.js';
import { inForce } from '../rules/thresholds/dated.js';
import type { Method } from '../statements.js';

export function uncertaintyPpmOf(method: Method, day: string): number {
  const ppm = inForce(UNCERTAINTY_PPM, day, method);
  if (ppm === undefined) throw new Error(`bug: no uncertainty of ${method} is in force on ${day}`);
  return ppm;
}

/** One reading's part in a melt: its method (or none: half the site's band counts) and its weight times uncertainty. */
export interface Unsureness {
  readonly method: Method | 'none';
  readonly uncertaintyNg: bigint;
}

/** Linear among readings of one method (they err together), in quadrature between methods. Nanograms, rounded down. */
export function combinedUncertaintyNg(parts: readonly Unsureness[]): bigint {
  const byMethod = new Map<string, bigint>();
  for (const { method, uncertaintyNg } of parts) {
    byMethod.set(method, (byMethod.get(method) ?? 0n) + uncertaintyNg);
  }
  let squares = 0n;
  for (const sum of byMethod.values()) squares += sum * sum;
  return squareRoot(squares);
}

/** Whether two values agree: the difference is judged at twice the combined standard uncertainty. */
export function agree(fromNg: bigint, toNg: bigint, uncertaintyNg: bigint): boolean {
  const difference = toNg > fromNg ? toNg - fromNg : fromNg - toNg;
  return difference <= 2n * uncertaintyNg;
}

/** Integer square root, rounded down (Newton). */
export function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
