/**
 * A receipt of royalty held against what the country takes: fine gold handed over (its mass times the laboratory's assay), at the
 * price of the receipt. What differs is a warning and never a line that is charged: the receipt is the authority's.
 */
import { rowInForce, type Status } from '../../core/custody/rules/thresholds/dated.js';
import { ROYALTY_RATES } from '../../core/custody/rules/thresholds/royalty.js';
import { Money } from './figures.js';

export interface Receipt {
  /** Fine gold it says it covers. */
  readonly fineNg?: bigint;
  /** Published price of a gram of fine gold, in the receipt's currency, as it stands there. */
  readonly pricePerGram?: string;
  readonly amount: string;
  readonly ratePpm?: number;
}

export interface RoyaltyFault {
  readonly code: 'royalty-rate-differs' | 'royalty-covers-other-mass' | 'royalty-amount-differs';
  readonly figures: Readonly<Record<string, string>>;
  readonly source: string;
  readonly status: Status;
}

/** What is rounded along the way: a receipt is made out in whole units, at a price in cents. One part in a thousand. */
const NEAR = new Money('0.001');

/**
 * @param deposit of the site, where the country asks by it
 * @param handedOverNg fine gold the exporter took over for this shipment
 * @param day of the receipt
 * @returns nothing where no rate of the country is known
 */
export function royaltyFaults(
  place: { readonly country: string; readonly deposit?: string },
  day: string,
  handedOverNg: bigint,
  receipt: Receipt,
): RoyaltyFault[] {
  const rows = [`${place.country} ${place.deposit ?? ''}`, place.country].map((key) =>
    rowInForce(ROYALTY_RATES, day, key),
  );
  const row = rows.find((one) => one !== undefined);
  if (row === undefined) return [];
  const { source, status, value } = row;
  const about = { source, status };
  const rates = rows.flatMap((one) => (one === undefined ? [] : [one.value.ratePpm]));
  const faults: RoyaltyFault[] = [];
  const { fineNg, pricePerGram, amount, ratePpm } = receipt;
  if (ratePpm !== undefined && !rates.includes(ratePpm)) {
    const figures = { said: String(ratePpm), right: rates.join(', ') };
    faults.push({ ...about, code: 'royalty-rate-differs', figures });
  }
  if (fineNg !== undefined && apart(new Money(String(fineNg)), new Money(String(handedOverNg)))) {
    const figures = { said: String(fineNg), right: String(handedOverNg) };
    faults.push({ ...about, code: 'royalty-covers-other-mass', figures });
  }
  if (pricePerGram !== undefined) {
    const due = royaltyDue(fineNg ?? handedOverNg, pricePerGram, { ...value, ratePpm: ratePpm ?? value.ratePpm });
    if (apart(new Money(amount), due)) {
      faults.push({ ...about, code: 'royalty-amount-differs', figures: { said: amount, right: due.toFixed(2) } });
    }
  }
  return faults;
}

/** In the currency of the price; exact. */
export function royaltyDue(
  fineNg: bigint,
  pricePerGram: string,
  { ratePpm, basePpm }: { readonly ratePpm: number; readonly basePpm: number },
): Money {
  const base = new Money(String(fineNg)).div('1000000000').times(pricePerGram);
  return base.times(String(ratePpm)).times(String(basePpm)).div('1000000000000');
}

function apart(said: Money, right: Money): boolean {
  return said.minus(right).abs().gt(right.times(NEAR));
}
