/**
 * The arithmetic of honest doubt: how far a reading may be off, and when two readings disagree.
 * Standard uncertainties (k = 1) where a book gives none; source: docs/rules.md, in force from the first day.
 */
import type { Method } from '../statements.js';

const UNCERTAINTY_PPM: Readonly<Record<Method, number>> = {
  calculated: 15_000,
  estimate: 50_000,
  touchstone: 15_000,
  xrf: 5_000,
  'fire-assay': 300,
};

export function uncertaintyPpmOf(method: Method): number {
  return UNCERTAINTY_PPM[method];
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
