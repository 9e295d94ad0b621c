/** One reading of fineness, and the reconciliation of fine gold from one reading to a better one. */
import { Rejection } from '../../rejection.js';
import type { Fineness, Method, Rebasing } from '../statements.js';
import { agree, combinedUncertaintyNg, uncertaintyPpmOf } from './uncertainty.js';

export interface Reading {
  readonly ppm: number;
  readonly method: Method;
  /** Where the laboratory gives none, the method's own. */
  readonly uncertaintyPpm?: number;
}

/** The reconciliation of `grossMg` from one fineness to a better one. */
export function rebase(lot: string, grossMg: number, from: Fineness, to: Fineness): Rebasing {
  const mass = BigInt(grossMg);
  const fromNg = mass * BigInt(from.ppm);
  const toNg = mass * BigInt(to.ppm);
  // Two readings of one method on one bar are still two readings: they add in quadrature, so they get names of their own.
  const uncertaintyNg = combinedUncertaintyNg([
    { method: 'none', uncertaintyNg: mass * BigInt(from.uncertaintyPpm) },
    { method: to.method, uncertaintyNg: mass * BigInt(to.uncertaintyPpm) },
  ]);
  return {
    lot,
    fromNg: `${fromNg}`,
    toNg: `${toNg}`,
    uncertaintyNg: `${uncertaintyNg}`,
    within: agree(fromNg, toNg, uncertaintyNg),
  };
}

/** @param day on which it was read: where the laboratory gives no uncertainty, the method's own of that day */
export function finenessOf(reading: Reading, day: string): Fineness {
  if (!Number.isSafeInteger(reading.ppm) || reading.ppm <= 0 || reading.ppm > 1_000_000) {
    throw new Rejection('out-of-range', 'finenessPpm', { value: String(reading.ppm), min: '1', max: '1000000' });
  }
  const { ppm, method } = reading;
  return { ppm, method, uncertaintyPpm: reading.uncertaintyPpm ?? uncertaintyPpmOf(method, day) };
}
