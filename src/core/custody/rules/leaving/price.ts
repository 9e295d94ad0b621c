/** P15: gold sold under a scheme is paid at the scheme's floor or above it, and its premium is the table's. Exact, in decimals. */
import { NG_PER_MG } from '../../../quantity.js';
import type { Doubt } from '../../doubts.js';
import type { PremiumTerms, ShipmentTerms } from '../../terms/terms.js';
import { inForce } from '../thresholds/dated.js';
import { PREMIUM_USD_PER_GRAM, PRICE_FLOOR_PPM } from '../thresholds/volumes.js';

/** Fine gold that is sold under a scheme, in nanograms. */
export interface SoldUnder {
  readonly scheme: string;
  readonly fineNg: bigint;
}

type Terms = Pick<ShipmentTerms, 'discountPercent' | 'payablePercent' | 'premiumUsd' | 'premium'>;

/** At most ten decimals, as prices are written. */
const DECIMALS = 10;
const WHOLE = 10n ** BigInt(DECIMALS);

/** @param sold each scheme once; gold under two schemes is paid under whichever premium is higher, so it stands in both */
export function priceFloor(terms: Terms, sold: readonly SoldUnder[], day: string): Doubt[] {
  const hundred = 100n * WHOLE;
  // Part of the price that is paid for all of the fine gold, in a hundredth of a hundredth.
  const paid = (hundred - scaled(terms.discountPercent)) * scaled(terms.payablePercent ?? '100');
  const floors = sold.flatMap(({ scheme }) => inForce(PRICE_FLOOR_PPM, day, scheme) ?? []);
  const floor = BigInt(Math.max(0, ...floors));
  const about = { rule: 'P15', level: 'ask' } as const;
  // Both sides as parts per million of a whole price.
  const low = paid * 1_000_000n < floor * hundred * hundred;
  const below: Doubt[] = low
    ? [
        {
          ...about,
          code: 'below-price-floor',
          at: 'terms.discountPercent',
          figures: { discount: terms.discountPercent, floor: String(floor / 10_000n) },
        },
      ]
    : [];
  return [...below, ...premiumShort(terms, sold, day)];
}

function premiumShort({ premiumUsd, premium }: Terms, sold: readonly SoldUnder[], day: string): Doubt[] {
  if (premiumUsd === undefined && premium === undefined) return [];
  const due = premiumDue(sold, day);
  const lump = scaled(premiumUsd ?? '0');
  const paid = premium === undefined ? lump : lump + premiumPaid(premium, sold);
  if (paid >= due) return [];
  const at = premium === undefined ? 'terms.premiumUsd' : 'terms.premium.usdPerKgFine';
  const figures = { paid: premium === undefined ? (premiumUsd ?? '0') : printed(paid), due: printed(due) };
  return [{ rule: 'P15', level: 'ask', code: 'premium-below-table', at, figures }];
}

/** In 10⁻¹⁰ US dollars, rounded up as what is due is, so that the table's own rate is never short of it. */
function premiumPaid({ scheme, usdPerKgFine }: PremiumTerms, sold: readonly SoldUnder[]): bigint {
  const fine = sold.find((one) => one.scheme === scheme)?.fineNg ?? 0n;
  const kilogram = 1_000_000n * NG_PER_MG;
  return (fine * scaled(usdPerKgFine) + kilogram - 1n) / kilogram;
}

/** In 10⁻¹⁰ US dollars, rounded up: gold under several schemes earns the highest of their premiums. */
export function premiumDue(sold: readonly SoldUnder[], day: string): bigint {
  const dues = sold.map(({ scheme, fineNg }) => fineNg * scaled(inForce(PREMIUM_USD_PER_GRAM, day, scheme) ?? '0'));
  const most = dues.reduce((top, one) => (one > top ? one : top), 0n);
  const gram = 1000n * NG_PER_MG;
  return (most + gram - 1n) / gram;
}

function scaled(decimal: string): bigint {
  const parts = /^(\d+)(?:\.(\d{1,10}))?$/.exec(decimal);
  if (parts === null) throw new Error(`bug: ${decimal} is no decimal`);
  return BigInt((parts[1] ?? '') + (parts[2] ?? '').padEnd(DECIMALS, '0'));
}

/** To the cent, rounded up. */
function printed(amount: bigint): string {
  const cent = WHOLE / 100n;
  const cents = String((amount + cent - 1n) / cent).padStart(3, '0');
  return `${cents.slice(0, -2)}.${cents.slice(-2)}`;
}
