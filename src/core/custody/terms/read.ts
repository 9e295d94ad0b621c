/** Terms as they were sent, by whatever door: each member has one shape, and what is wrong is told with what would be right. */
import { isDay } from '../../day.js';
import { isRecord, type Json } from '../../log/canonical-json.js';
import { Rejection } from '../../rejection.js';
import { OUNCE_MODES, type ShipmentTerms } from './terms.js';

interface Shape {
  readonly optional?: true;
  /** An example of what would be right. */
  readonly right: string;
  readonly holds: (said: Json) => boolean;
}

type Shapes = { readonly [member: string]: Shape | (Nested & { readonly optional: true }) };

interface Nested {
  readonly members: Shapes;
}

const DECIMAL = /^(0|[1-9]\d{0,14})(\.\d{1,10})?$/;
const SCHEME = /^[a-z][a-z0-9-]{1,39}$/;
const CURRENCY = /^[A-Z]{3}$/;
/** ISO 9362: bank, country, place, and the branch where it is said. */
const SWIFT = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/;
const WORDS = /^[^\p{Cc}\p{Surrogate}]+$/u;

const like = (right: string, pattern: RegExp): Shape => ({
  right,
  holds: (said) => typeof said === 'string' && pattern.test(said),
});
const decimal = (right: string): Shape => like(right, DECIMAL);
const percent = (right: string): Shape => ({
  right: `${right} (0 – 100)`,
  holds: (said) => typeof said === 'string' && DECIMAL.test(said) && isPercent(said),
});
const words = (right: string, most: number): Shape => ({
  right,
  holds: (said) => typeof said === 'string' && said.length <= most && WORDS.test(said),
});
const whole = (min: number, max: number): Shape => ({
  right: `${min} – ${max}`,
  holds: (said) => typeof said === 'number' && Number.isInteger(said) && said >= min && said <= max,
});
const day: Shape = { right: '2026-02-13', holds: (said) => typeof said === 'string' && isDay(said) };
const choice = (choices: readonly string[]): Shape => ({
  right: choices.filter((one) => one !== '').join(', '),
  holds: (said) => typeof said === 'string' && choices.includes(said),
});
const optional = (shape: Shape): Shape => ({ ...shape, optional: true });
const nested = (members: Shapes): Nested & { readonly optional: true } => ({ members, optional: true });

/** Every member of `ShipmentTerms`, and none but those. */
const TERMS: { readonly [member in keyof Required<ShipmentTerms>]: Shapes[string] } = {
  priceUsdPerOunce: decimal('4428.79'),
  currency: like('USD', CURRENCY),
  fixingDate: { right: day.right, holds: (said) => said === '' || day.holds(said) },
  session: choice(['', 'AM', 'PM']),
  discountPercent: percent('1.25'),
  provisionalPercent: percent('90'),
  freightUsd: decimal('191.00'),
  insuranceUsd: decimal('95.00'),
  premiumUsd: optional(decimal('1200.00')),
  payablePercent: optional(percent('99.5')),
  refiningChargeUsdPerOunce: optional(decimal('0.35')),
  silver: nested({ payablePercent: percent('90'), priceUsdPerOunce: decimal('48.20') }),
  premium: nested({ scheme: like('fairmined', SCHEME), usdPerKgFine: decimal('4000') }),
  rounding: nested({
    ounces: nested({ places: whole(0, 6), mode: choice(OUNCE_MODES) }),
    gramsPlaces: optional(whole(0, 6)),
    moneyPlaces: optional(whole(0, 4)),
  }),
  quotation: nested({
    period: words('LBMA PM, second London business day after arrival', 200),
    final: nested({ date: day, session: choice(['AM', 'PM']) }),
  }),
  local: nested({ currency: like('COP', CURRENCY), rateDate: day }),
  paymentTerms: optional(words('90 % on presentation, the rest ten days after the outturn', 200)),
  bank: nested({
    name: words('Banco de la Ribera', 80),
    account: words('CO00 0000 0000', 40),
    swift: like('RIBECOBB', SWIFT),
  }),
  contractReference: optional(words('CV-2026-014', 60)),
  notify: optional(words('Agencia Aduanera del Lago, Zürich', 200)),
  taxInvoice: optional(words('FE-1042', 120)),
  validityDays: optional(whole(1, 365)),
};

/** @param at where the terms stand in what was sent. @throws Rejection `malformed` or `missing` at the member that is wrong */
export function readTerms(value: Json | undefined, at: string): ShipmentTerms {
  if (value === undefined) throw new Rejection('missing', at);
  read(value, TERMS, at);
  return value as unknown as ShipmentTerms;
}

function read(value: Json, members: Shapes, at: string): void {
  const names = Object.keys(members);
  if (!isRecord(value)) throw new Rejection('malformed', at, { choices: names.join(', ') });
  const stranger = Object.keys(value).find((name) => !names.includes(name));
  if (stranger !== undefined) throw new Rejection('malformed', at, { value: stranger, choices: names.join(', ') });
  for (const [name, shape] of Object.entries(members)) {
    const said = value[name];
    const place = `${at}.${name}`;
    if (said === undefined) {
      if (shape.optional !== true) throw new Rejection('missing', place);
    } else if ('members' in shape) read(said, shape.members, place);
    else if (!shape.holds(said)) throw new Rejection('malformed', place, { example: shape.right });
  }
}

/** At most a hundred, as decimals are written: no whole part of four digits, and none of three but the hundred itself. */
function isPercent(said: string): boolean {
  const [units = '', decimals = ''] = said.split('.');
  return units.length < 3 || (units === '100' && /^0*$/.test(decimals));
}
