/** P15: gold sold under a scheme is paid at the scheme's floor or above it, and its premium is the table's. Exact, in decimals. */
import { NG_PER_MG } from '../../../quantity.js';
import type { Doubt } from '../../doubts.js';
import type { ShipmentTerms } from '../../registry.js';
import { inForce } from '../thresholds/dated.js';
import { PREMIUM_USD_PER_GRAM, PRICE_FLOOR_PPM } from '../thresholds/volumes.js';

/** Fine gold that is sold under a scheme, in nanograms. */
export interface SoldUnder {
  readonly scheme: string;
  readonly fineNg: bigint;
}

type Terms = Pick<ShipmentTerms, 'discountPercent' | 'premiumUsd'>;

/** At most ten decimals, as prices are written. */
const DECIMALS = 10;
const WHOLE = 10n ** BigInt(DECIMALS);

/** @param sold each scheme once; gold under two schemes is paid under whichever premium is higher, so it stands in both */
export function priceFloor(terms: Terms, sold: readonly SoldUnder[], day: string): Doubt[] {
  const paid = 100n * WHOLE - scaled(terms.discountPercent);
  const floors = sold.flatMap(({ scheme }) => inForce(PRICE_FLOOR_PPM, day, scheme) ?? []);
  const floor = BigInt(Math.max(0, ...floors));
  const about = { rule: 'P15', level: 'ask' } as const;
  // Both sides as parts per million of a whole price.
  const low = paid * 10_000n < floor * WHOLE;
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

function premiumShort({ premiumUsd }: Terms, sold: readonly SoldUnder[], day: string): Doubt[] {
  const due = premiumDue(sold, day);
  if (premiumUsd === undefined || scaled(premiumUsd) >= due) return [];
  const figures = { paid: premiumUsd, due: printed(due) };
  return [{ rule: 'P15', level: 'ask', code: 'premium-below-table', at: 'terms.premiumUsd', figures }];
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
