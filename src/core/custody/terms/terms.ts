/**
 * Price terms of a sale (reveal `terms` of `shipment.packed`): what the contract says and an invoice is counted from. Money,
 * prices and percentages are decimal strings. What is absent leaves an invoice as it is without it.
 */

/** How a figure of ounces is cut: `exact` prints so many places and counts with all of them. */
export const OUNCE_MODES = ['half-up', 'truncate', 'exact'] as const;
export type OunceMode = (typeof OUNCE_MODES)[number];

/** Places after the point; absent: ounces 3 half up, grams 3, money 2. Rounded per bar or per line, and then summed. */
export interface RoundingTerms {
  readonly ounces?: { readonly places: number; readonly mode: OunceMode };
  readonly gramsPlaces?: number;
  readonly moneyPlaces?: number;
}

/** Silver of doré that the buyer pays for, at the silver of the bar's governing assay. */
export interface SilverTerms {
  readonly payablePercent: string;
  readonly priceUsdPerOunce: string;
}

/** Paid for fine gold that carries the scheme's claim, beside its price. */
export interface PremiumTerms {
  readonly scheme: string;
  readonly usdPerKgFine: string;
}

/** When the price is fixed in the contract's words, and the fixing by which the final invoice is priced once it is agreed. */
export interface QuotationTerms {
  readonly period: string;
  readonly final?: { readonly date: string; readonly session: string };
}

export interface BankTerms {
  readonly name: string;
  readonly account: string;
  /** ISO 9362. */
  readonly swift: string;
}

/** A total in another currency is printed at a rate that was entered for this day, and without one not at all. */
export interface LocalTerms {
  /** ISO 4217. */
  readonly currency: string;
  readonly rateDate: string;
}

export interface ShipmentTerms {
  readonly priceUsdPerOunce: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly fixingDate: string;
  readonly session: string;
  readonly discountPercent: string;
  readonly provisionalPercent: string;
  readonly freightUsd: string;
  readonly insuranceUsd: string;
  /** Paid beside the price, to the producer's fund; absent where these terms do not settle it. */
  readonly premiumUsd?: string;
  /** Part of the fine gold that is paid for; 100 where absent. */
  readonly payablePercent?: string;
  /** Kept by the refiner for every fine ounce of the bars. */
  readonly refiningChargeUsdPerOunce?: string;
  readonly silver?: SilverTerms;
  readonly premium?: PremiumTerms;
  readonly rounding?: RoundingTerms;
  readonly quotation?: QuotationTerms;
  readonly local?: LocalTerms;
  readonly paymentTerms?: string;
  readonly bank?: BankTerms;
  readonly contractReference?: string;
  /** Whom the carrier tells of the arrival. */
  readonly notify?: string;
  /** Number of the electronic tax invoice that our paper cites: a CUFE, or series and number. */
  readonly taxInvoice?: string;
  /** Days from its issue for which a proforma holds. */
  readonly validityDays?: number;
}
