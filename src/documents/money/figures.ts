/**
 * Money and troy ounces on paper. Everything is exact until it is printed, and is rounded once, half up: fine grams and
 * ounces to three places per bar and then summed, money to two per line and then summed, so that a column adds up.
 */
import { Decimal } from 'decimal.js';
import { formatFineGrams, formatGrams, formatPermille, NG_PER_MG, TROY_OUNCE_NG } from '../../core/quantity.js';

/** decimal.js at sixty digits: its default of twenty would round a long product silently. Construct from strings only. */
export const Money = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 });
export type Money = Decimal;

/** Fine grams of a mass in nanograms, three places half up. */
export function gramsOfNg(ng: bigint): string {
  return formatFineGrams(ng, 3);
}

/** Thousandths of a gram, half up, as they are summed under a column. */
export function milliGramsOf(ng: bigint): bigint {
  return (ng + NG_PER_MG / 2n) / NG_PER_MG;
}

/** Thousandths of a troy ounce in a mass in nanograms, half up. */
export function milliOuncesOf(ng: bigint): bigint {
  return (ng * 2000n + TROY_OUNCE_NG) / (2n * TROY_OUNCE_NG);
}

/** `1234` thousandths as `1.234`. */
export function thousandths(count: bigint): string {
  return formatGrams(Number(count));
}

/** Per mille with at least one place, so that a column of finenesses stands under its points. */
export function perMille(ppm: number): string {
  const text = formatPermille(ppm);
  return text.includes('.') ? text : `${text}.0`;
}

/** So many places half up, thousands set off by commas: `139,900.90`. */
export function figures(amount: Money, places = 2): string {
  const [whole = '', decimals] = amount.toFixed(places).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** Cents of an amount, rounded half up: the one place where money is rounded. */
export function toCents(amount: Money): Money {
  return amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}
