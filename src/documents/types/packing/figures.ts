/** A bar's figures as the packing list prints them, and their totals: rounded per bar and then summed, so that columns add up. */
import { formatGrams, NG_PER_MG } from '../../../core/quantity.js';
import { gramsOfNg, milliGramsOf, milliOuncesOf, thousandths } from '../../money/figures.js';
import type { BarOnPaper } from '../../payload.js';

export function grossGrams({ grossMg }: BarOnPaper): string {
  return formatGrams(grossMg);
}

export function grossOunces(bar: BarOnPaper): string {
  return thousandths(grossMilliOunces(bar));
}

export function fineGrams({ fineNg }: BarOnPaper): string {
  return gramsOfNg(BigInt(fineNg));
}

export function fineOunces(bar: BarOnPaper): string {
  return thousandths(fineMilliOunces(bar));
}

export interface Totals {
  readonly bars: string;
  readonly grossGrams: string;
  readonly grossOunces: string;
  readonly fineGrams: string;
  readonly fineOunces: string;
}

export function totalsOf(bars: readonly BarOnPaper[]): Totals {
  const sum = (of: (bar: BarOnPaper) => bigint) => thousandths(bars.reduce((total, bar) => total + of(bar), 0n));
  return {
    bars: String(bars.length),
    grossGrams: sum(({ grossMg }) => BigInt(grossMg)),
    grossOunces: sum(grossMilliOunces),
    fineGrams: sum(({ fineNg }) => milliGramsOf(BigInt(fineNg))),
    fineOunces: sum(fineMilliOunces),
  };
}

function grossMilliOunces({ grossMg }: BarOnPaper): bigint {
  return milliOuncesOf(BigInt(grossMg) * NG_PER_MG);
}

function fineMilliOunces({ fineNg }: BarOnPaper): bigint {
  return milliOuncesOf(BigInt(fineNg));
}
