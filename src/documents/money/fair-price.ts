/**
 * What gold of a scheme must be paid: at least a part of the international price, and a premium beside it. The figures are those
 * of the rules (core/custody/rules/thresholds), by the day of the sale, with their sources; nothing is repeated here.
 */
import { rowInForce, type Status } from '../../core/custody/rules/thresholds/dated.js';
import { PREMIUM_USD_PER_GRAM, PRICE_FLOOR_PPM } from '../../core/custody/rules/thresholds/volumes.js';
import type { ShipmentTerms } from '../../core/custody/terms/terms.js';
import { Money } from './figures.js';

/** Where a figure comes from, and whether somebody read it there. */
export interface Sourced {
  readonly source: string;
  readonly status: Status;
}

/** Prices in US dollars for a troy ounce of fine gold, premiums in US dollars. */
export interface FairPrice {
  readonly scheme: string;
  readonly fixing: Money;
  /** What is paid for all the fine gold, after discount and payable part. */
  readonly paid: Money;
  readonly paidPercent: Money;
  /** Absent where the scheme has no floor that day. */
  readonly floor?: { readonly percent: Money; readonly price: Money; readonly met: boolean } & Sourced;
  /** Absent where the scheme has none that day. */
  readonly premium?: PremiumCheck;
}

export interface PremiumCheck extends Sourced {
  readonly usdPerKgFine: Money;
  /** To the cent, half up. */
  readonly due: Money;
  /** What these terms pay; absent where they do not settle it. */
  readonly paid?: Money;
  readonly met?: boolean;
}

type Terms = Pick<ShipmentTerms, 'priceUsdPerOunce' | 'discountPercent' | 'payablePercent' | 'premium' | 'premiumUsd'>;

/**
 * @param fineNg fine gold sold under the scheme
 * @param day of the sale
 */
export function fairPrice(terms: Terms, scheme: string, fineNg: bigint, day: string): FairPrice {
  const fixing = new Money(terms.priceUsdPerOunce);
  const part = partPaid(terms);
  const floor = rowInForce(PRICE_FLOOR_PPM, day, scheme);
  const premium = rowInForce(PREMIUM_USD_PER_GRAM, day, scheme);
  const percent = floor && new Money(String(floor.value)).div('10000');
  return {
    scheme,
    fixing,
    paid: fixing.times(part),
    paidPercent: part.times('100'),
    ...(floor &&
      percent && {
        floor: {
          percent,
          price: fixing.times(percent).div('100'),
          met: part.times('100').gte(percent),
          source: floor.source,
          status: floor.status,
        },
      }),
    ...(premium && { premium: premiumOf(terms, scheme, fineNg, premium) }),
  };
}

/** Of the price, for all of the fine gold. */
export function partPaid({ discountPercent, payablePercent = '100' }: Terms): Money {
  return new Money('100').minus(discountPercent).times(payablePercent).div('10000');
}

/** US dollars for fine gold at a premium per kilogram; exact. */
export function premiumFor(usdPerKgFine: string, fineNg: bigint): Money {
  return new Money(usdPerKgFine).times(String(fineNg)).div('1000000000000');
}

function premiumOf(
  terms: Terms,
  scheme: string,
  fineNg: bigint,
  { value, source, status }: Sourced & { readonly value: string },
): PremiumCheck {
  const usdPerKgFine = new Money(value).times('1000');
  const due = premiumFor(usdPerKgFine.toFixed(), fineNg).toDecimalPlaces(2);
  const paid = premiumPaid(terms, scheme, fineNg);
  return { usdPerKgFine, due, source, status, ...(paid && { paid, met: paid.gte(due) }) };
}

function premiumPaid({ premium, premiumUsd }: Terms, scheme: string, fineNg: bigint): Money | undefined {
  if (premium === undefined && premiumUsd === undefined) return undefined;
  const rate = premium?.scheme === scheme ? premium.usdPerKgFine : '0';
  return premiumFor(rate, fineNg)
    .toDecimalPlaces(2)
    .plus(premiumUsd ?? '0');
}
