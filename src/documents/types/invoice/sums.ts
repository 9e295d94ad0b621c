/**
 * What an invoice comes to. Ounces are cut per bar and amounts per line, as the contract says, and summed as they are printed; in
 * between nothing is rounded. All in US dollars.
 */
import { sellerInsures, sellerPaysFreight } from '../../../core/custody/terms/incoterm.js';
import { Money } from '../../money/figures.js';
import { amountOf, gramsIn, ouncesOf, roundingOf, type Rounding } from '../../money/rounding.js';
import type { PricedBar, PricedPaper } from './priced.js';

export interface InvoiceSums {
  readonly rounding: Rounding;
  /** Of each bar, and together. */
  readonly ounces: readonly Money[];
  readonly allOunces: Money;
  readonly lines: readonly Money[];
  readonly gold: Money;
  /** Taken off. */
  readonly charge: Money;
  readonly silverOunces: Money;
  readonly silver: Money;
  /** Fine grams that carry the scheme's claim. */
  readonly premiumGrams: Money;
  readonly premium: Money;
  readonly freight: Money;
  readonly insurance: Money;
  readonly total: Money;
  /** Of the metal the provisional part, of all else everything. */
  readonly now: Money;
  readonly balance: Money;
  /** The total in the currency of the rate; absent without one. */
  readonly local?: Money;
}

const NOTHING = new Money('0');

/** What is weighed and paid for: a bar as it was sent, or as it turned out. */
type Weighed = Pick<PricedBar, 'grossMg' | 'fineNg' | 'silverPpm' | 'schemes'>;

interface Counted extends Pick<PricedPaper, 'terms' | 'rate'> {
  readonly bars: readonly Weighed[];
  readonly shipment: Pick<PricedPaper['shipment'], 'incoterm'>;
}

export function sumsOf({ bars, terms, shipment, rate }: Counted): InvoiceSums {
  const rounding = roundingOf(terms.rounding);
  const round = (amount: Money): Money => amountOf(amount, rounding);
  const { payablePercent = '100', discountPercent, premium: rewarded, silver: paidSilver } = terms;
  const part = new Money('100').minus(discountPercent).times(payablePercent).div('10000');
  const net = part.times(terms.priceUsdPerOunce);
  const ounces = bars.map((bar) => ouncesOf(BigInt(bar.fineNg), rounding));
  const lines = ounces.map((count) => round(net.times(count)));
  const [allOunces, gold] = [sum(ounces), sum(lines)];
  const charge = round(allOunces.times(terms.refiningChargeUsdPerOunce ?? '0'));
  const silverOunces = sum(bars.map((bar) => ouncesOf(silverNgOf(bar), rounding)));
  const silver = paidSilver
    ? round(silverOunces.times(paidSilver.priceUsdPerOunce).times(paidSilver.payablePercent).div('100'))
    : NOTHING;
  const rewardedBars = bars.filter(({ schemes = [] }) => rewarded !== undefined && schemes.includes(rewarded.scheme));
  const premiumGrams = sum(rewardedBars.map((bar) => gramsIn(BigInt(bar.fineNg), rounding)));
  const premium = round(premiumGrams.times(rewarded?.usdPerKgFine ?? '0').div('1000'));
  const freight = sellerPaysFreight(shipment.incoterm) ? round(new Money(terms.freightUsd)) : NOTHING;
  const insurance = sellerInsures(shipment.incoterm) ? round(new Money(terms.insuranceUsd)) : NOTHING;
  const metal = gold.minus(charge).plus(silver);
  const rest = premium.plus(freight).plus(insurance);
  const total = metal.plus(rest);
  const now = round(metal.times(terms.provisionalPercent).div('100')).plus(rest);
  const local = rate && round(total.times(rate.rate));
  const metals = { ounces, allOunces, lines, gold, charge, silverOunces, silver, premiumGrams, premium };
  return { rounding, ...metals, freight, insurance, total, now, balance: total.minus(now), ...(local && { local }) };
}

/** Without an assay of it there is no silver to pay for. */
function silverNgOf({ grossMg, silverPpm = 0 }: Weighed): bigint {
  return BigInt(grossMg) * BigInt(silverPpm);
}

function sum(amounts: readonly Money[]): Money {
  return amounts.reduce((all, one) => all.plus(one), NOTHING);
}
