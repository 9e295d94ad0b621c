/** A contract's rounding: what a figure on paper is cut to, per bar or per line. Columns are summed as they are printed. */
import { Decimal } from 'decimal.js';
import type { OunceMode, RoundingTerms } from '../../core/custody/terms/terms.js';
import { Money } from './figures.js';

/** One troy ounce is 31.1034768 g exactly. */
const OUNCE_NG = '31103476800';
const GRAM_NG = '1000000000';

export interface Rounding {
  readonly ounces: { readonly places: number; readonly mode: OunceMode };
  readonly gramsPlaces: number;
  readonly moneyPlaces: number;
}

/** As every paper was rounded that names no rounding of its own. */
const USUAL: Rounding = { ounces: { places: 3, mode: 'half-up' }, gramsPlaces: 3, moneyPlaces: 2 };

export function roundingOf(terms: RoundingTerms = {}): Rounding {
  return { ...USUAL, ...terms };
}

/** Ounces of a mass in nanograms that are paid for; with `exact` none of them is cut off. */
export function ouncesOf(ng: bigint, { ounces }: Rounding): Money {
  const exact = new Money(String(ng)).div(OUNCE_NG);
  if (ounces.mode === 'exact') return exact;
  const way = ounces.mode === 'truncate' ? Decimal.ROUND_DOWN : Decimal.ROUND_HALF_UP;
  return exact.toDecimalPlaces(ounces.places, way);
}

/** As they are printed: ounces that are not cut for counting are cut for the eye. */
export function ouncesText(ounces: Money, { ounces: { places } }: Rounding): string {
  return ounces.toFixed(places);
}

/** Fine grams, half up, as they stand in a column and are summed under it. */
export function gramsIn(ng: bigint, { gramsPlaces }: Rounding): Money {
  return new Money(String(ng)).div(GRAM_NG).toDecimalPlaces(gramsPlaces, Decimal.ROUND_HALF_UP);
}

/** Half up: the one place where an amount is rounded. */
export function amountOf(amount: Money, { moneyPlaces }: Rounding): Money {
  return amount.toDecimalPlaces(moneyPlaces, Decimal.ROUND_HALF_UP);
}
