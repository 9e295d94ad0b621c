/** The price terms of a sale, as they are sent; `core/custody/terms` says what each means and reads them once more. */
import { OUNCE_MODES, type ShipmentTerms } from '../../core/custody/terms/terms.js';
import { readTerms } from '../../core/custody/terms/read.js';
import type { Json } from '../../core/log/canonical-json.js';
import { matching, type Field } from '../../http/field.js';
import { Day, DecimalString, Nested, OneOf, Text, Whole } from '../../http/fields.js';
import { stated } from '../desk/recorder.js';

/** 0 to 100. */
const Percent = (field: Field = {}): PropertyDecorator =>
  matching(/^(100(\.0{1,10})?|(0|[1-9]\d?)(\.\d{1,10})?)$/, 14, '1.25', field);

export class SilverBody {
  @Percent({ description: 'Part of the silver that is paid for' }) payablePercent: string;
  @DecimalString() priceUsdPerOunce: string;
}

export class PremiumBody {
  @Text(40, { example: 'fairmined' }) scheme: string;
  @DecimalString({ description: 'For a kilogram of fine gold that carries the claim' }) usdPerKgFine: string;
}

export class OuncesBody {
  @Whole({ min: 0, max: 6, example: 3 }) places: number;
  @OneOf(OUNCE_MODES) mode: string;
}

export class RoundingBody {
  @Nested(OuncesBody, { optional: true }) ounces?: OuncesBody;
  @Whole({ optional: true, min: 0, max: 6, example: 3 }) gramsPlaces?: number;
  @Whole({ optional: true, min: 0, max: 4, example: 2 }) moneyPlaces?: number;
}

export class FinalFixingBody {
  @Day() date: string;
  @OneOf(['AM', 'PM']) session: string;
}

export class QuotationBody {
  @Text(200, { example: 'LBMA PM of the second London business day after arrival' }) period: string;
  @Nested(FinalFixingBody, { optional: true, description: 'By which the final invoice is priced' })
  final?: FinalFixingBody;
}

export class LocalBody {
  @Text(3, { example: 'COP', description: 'ISO 4217' }) currency: string;
  @Day({ description: 'Day of the rate, which is entered apart' }) rateDate: string;
}

export class BankBody {
  @Text(80, { example: 'Banco de la Ribera' }) name: string;
  @Text(40, { example: 'CO00 0000 0000' }) account: string;
  @Text(11, { example: 'RIBECOBB', description: 'ISO 9362' }) swift: string;
}

/** What is paid and when it was fixed. Kept beside the ledger, which holds a commitment. */
export class PriceBody {
  @DecimalString() priceUsdPerOunce: string;
  @Text(3, { example: 'USD', description: 'ISO 4217' }) currency: string;
  @Day({ optional: true }) fixingDate?: string;
  @OneOf(['AM', 'PM'], { optional: true }) session?: string;
  @Percent({ optional: true }) discountPercent?: string;
  @Percent({ optional: true }) provisionalPercent?: string;
  @DecimalString({ optional: true }) freightUsd?: string;
  @DecimalString({ optional: true }) insuranceUsd?: string;
  @DecimalString({ optional: true, description: 'Premium paid beside the price, where these terms settle it' })
  premiumUsd?: string;
}

/** With everything an invoice is counted from and says. */
export class TermsBody extends PriceBody {
  @Percent({ optional: true, description: 'Part of the fine gold that is paid for; 100 where left out' })
  payablePercent?: string;
  @DecimalString({ optional: true, description: 'Kept by the refiner for every fine ounce' })
  refiningChargeUsdPerOunce?: string;
  @Nested(SilverBody, { optional: true }) silver?: SilverBody;
  @Nested(PremiumBody, { optional: true, description: 'Printed as a line of its own' }) premium?: PremiumBody;
  @Nested(RoundingBody, { optional: true, description: 'Left out: ounces 3 places half up, grams 3, money 2' })
  rounding?: RoundingBody;
  @Nested(QuotationBody, { optional: true }) quotation?: QuotationBody;
  @Nested(LocalBody, { optional: true, description: 'A total in another currency, at a rate that was entered' })
  local?: LocalBody;
  @Text(200, { optional: true, example: '90 % on presentation, the rest ten days after the outturn' })
  paymentTerms?: string;
  @Nested(BankBody, { optional: true }) bank?: BankBody;
  @Text(60, { optional: true, example: 'CV-2026-014' }) contractReference?: string;
  @Text(200, {
    optional: true,
    example: 'Agencia Aduanera del Lago, Zürich',
    description: 'Whom the carrier tells of the arrival',
  })
  notify?: string;
  @Text(120, {
    optional: true,
    example: 'FE-1042',
    description: 'Number of the electronic tax invoice that the paper cites',
  })
  taxInvoice?: string;
  @Whole({ optional: true, min: 1, max: 365, example: 15, description: 'Days for which a proforma holds' })
  validityDays?: number;
}

/** Where the seller says nothing else. */
const USUAL_TERMS = {
  fixingDate: '',
  session: '',
  discountPercent: '0',
  provisionalPercent: '100',
  freightUsd: '0',
  insuranceUsd: '0',
};

/** @throws Rejection at the member that is wrong, with what would be right */
export function termsIn(body: TermsBody): ShipmentTerms {
  return readTerms({ ...USUAL_TERMS, ...(plain(body) as object) }, 'terms');
}

/** Bodies within bodies as they were sent, without what was left out of them. */
function plain(said: unknown): Json {
  if (typeof said !== 'object' || said === null) return said as Json;
  return Object.fromEntries(Object.entries(stated(said)).map(([name, value]) => [name, plain(value)]));
}
