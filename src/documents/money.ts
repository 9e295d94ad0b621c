/**
 * Money and troy ounces on paper. Everything is exact until it is printed, and is rounded once, half up: fine grams and
 * ounces to three places per bar and then summed, money to two per line and then summed, so that a column adds up.
 */
import { Decimal } from 'decimal.js';

/** decimal.js at sixty digits: its default of twenty would round a long product silently. Construct from strings only. */
export const Money = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 });
export type Money = Decimal;

/** One troy ounce is 31.1034768 g exactly. */
const OUNCE_NG = 31_103_476_800n;

/** Fine grams of a mass in nanograms, three places half up. */
export function gramsOfNg(ng: bigint): string {
  return thousandths((ng + 500_000n) / 1_000_000n);
}

/** Grams of a mass in whole milligrams, exactly. */
export function gramsOfMg(mg: number): string {
  return thousandths(BigInt(mg));
}

/** Thousandths of a troy ounce in a mass in nanograms, half up. */
export function milliOuncesOf(ng: bigint): bigint {
  return (ng * 2000n + OUNCE_NG) / (2n * OUNCE_NG);
}

/** `1234` thousandths as `1.234`. */
export function thousandths(count: bigint): string {
  const digits = count.toString().padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

/** Parts per million as per mille: one place, more only where they say something. */
export function perMille(ppm: number): string {
  const [whole, rest] = thousandths(BigInt(ppm)).split('.') as [string, string];
  return `${whole}.${rest.replace(/0{1,2}$/, '')}`;
}

/** Two places half up, thousands set off by commas: `139,900.90`. */
export function figures(amount: Money): string {
  const [whole, cents] = amount.toFixed(2).split('.') as [string, string];
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** Cents of an amount, rounded half up: the one place where money is rounded. */
export function toCents(amount: Money): Money {
  return amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}
