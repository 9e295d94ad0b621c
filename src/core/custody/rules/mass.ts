/**
 * P1 and P2: mass is conserved, and no milligram is spent twice.
 * The ledger decides one command after the other against the state the one before it left, so this check, reading
 * `lot.grossMg`, is the place where an overspent lot is refused, under any concurrency.
 */
import { Rejection } from '../../rejection.js';
import type { Lot } from '../lot.js';

/** P2: what is taken must still be there. */
export function enough(lot: Lot, takeMg: number): void {
  positive(takeMg, 'grossMg');
  if (takeMg > lot.grossMg) {
    throw new Rejection('overspent', 'grossMg', {
      lot: lot.code,
      takeMg: String(takeMg),
      leftMg: String(lot.grossMg),
    });
  }
}

/** P1: a transformation never gains gross mass. */
export function noGain(inMg: number, outMg: number): void {
  if (outMg > inMg)
    throw new Rejection('outputs-exceed-inputs', 'grossMg', { inMg: String(inMg), outMg: String(outMg) });
}

/** P1: nor fine gold, beyond what a re-basing to a better assay explains. */
export function noFineGain(inNg: bigint, outNg: bigint): void {
  if (outNg > inNg) throw new Rejection('fine-gold-gained', 'finenessPpm', { inNg: `${inNg}`, outNg: `${outNg}` });
}

/** P2 for an act that names several takes: the same lot named twice spends its milligrams once. */
export function enoughOfEach(takes: readonly { readonly lot: Lot; readonly grossMg: number }[]): void {
  const named = new Map<string, number>();
  for (const { lot, grossMg } of takes) {
    positive(grossMg, 'grossMg');
    const takeMg = (named.get(lot.id) ?? 0) + grossMg;
    named.set(lot.id, takeMg);
    enough(lot, takeMg);
  }
}

/** P2: of a spent lot nothing is left to send, pack or refine. */
export function notSpent(lot: Lot): void {
  if (lot.grossMg === 0) throw new Rejection('overspent', 'lot', { lot: lot.code, leftMg: '0' });
}

/** An integer of milligrams, zero allowed. */
export function notNegative(value: number, at: string): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new Rejection('not-positive', at, { value: String(value) });
}

/** A thousand tonnes is no lot; a statement with more is not read by a verifier either. */
const MOST_MG = 1_000_000_000_000;

export function positive(value: number, at: string): void {
  if (!Number.isSafeInteger(value) || value <= 0) throw new Rejection('not-positive', at, { value: String(value) });
  if (value > MOST_MG)
    throw new Rejection('out-of-range', at, { value: String(value), min: '1', max: String(MOST_MG) });
}

/** Of a scale nobody named: it reads to a hundredth of a gram, as most at a cooperative's desk do. */
export const USUAL_DIVISION_MG = 10;
