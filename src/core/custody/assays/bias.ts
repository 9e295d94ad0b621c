/**
 * Bias of whoever reads in the field: the mean of signed differences from a later fire assay of the same lot, and twice its
 * standard error. Within that, nobody can tell it from chance. Whole parts per million, rounded toward zero.
 */
import { squareRoot } from './uncertainty.js';

export interface Pair {
  readonly fieldPpm: number;
  readonly laterPpm: number;
}

export interface Bias {
  readonly n: number;
  /** Field less fire: above zero, the field reads too high. */
  readonly meanPpm: number;
  /** Absent of a single pair, which says nothing about itself. */
  readonly twiceStandardErrorPpm?: number;
  readonly beyondChance: boolean;
}

export function biasOf(pairs: readonly Pair[]): Bias {
  const n = BigInt(pairs.length);
  const differences = pairs.map(({ fieldPpm, laterPpm }) => BigInt(fieldPpm - laterPpm));
  const sum = differences.reduce((total, one) => total + one, 0n);
  const meanPpm = n === 0n ? 0 : Number(sum / n);
  if (n < 2n) return { n: pairs.length, meanPpm, beyondChance: false };
  const squares = differences.reduce((total, one) => total + one * one, 0n);
  // s² / n with s² = (Σd² − (Σd)²/n) / (n − 1); doubled before the root, so that only one rounding is left.
  const twiceStandardErrorPpm = Number(squareRoot((4n * (n * squares - sum * sum)) / (n * n * (n - 1n))));
  return { n: pairs.length, meanPpm, twiceStandardErrorPpm, beyondChance: Math.abs(meanPpm) > twiceStandardErrorPpm };
}
