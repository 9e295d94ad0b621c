/** Fixings and rates, as they are entered by hand: no feed is shipped, and none is fetched. */
import { Day, DecimalString, OneOf, Text } from '../../../http/fields.js';
import { day, flag, instant, object, oneOf, sha256, text, uuid } from '../../../http/answer.js';
import { HeldFile } from '../../../parties/evidence/evidence.dto.js';

export const METALS = ['gold', 'silver'] as const;
export const SESSIONS = ['AM', 'PM'] as const;

export class FixingBody {
  @OneOf(METALS) metal: (typeof METALS)[number];
  @OneOf(SESSIONS, { optional: true, description: 'Of gold; silver is fixed once a day' })
  session?: (typeof SESSIONS)[number];
  @Day() date: string;
  @DecimalString() priceUsdPerOunce: string;
  @Text(120, { example: 'LBMA Gold Price, ICE Benchmark Administration' }) source: string;
  @Text(120, { example: 'Exportadora Pacífico Sur SAS', description: 'Who is licensed to price by it' })
  licenceHolder: string;
  @HeldFile({ optional: true, description: 'A file your organisation keeps' }) evidence?: string;
}

export class RateBody {
  @Text(7, { example: 'USD/COP', description: 'So many of the second for one of the first (ISO 4217); never inverted' })
  pair: string;
  @Day() date: string;
  @DecimalString({ description: 'At most eight decimals' }) rate: string;
  @Text(120, { example: 'TRM, Banco de la República' }) source: string;
  @HeldFile({ optional: true, description: 'A file your organisation keeps' }) evidence?: string;
}

const entered = {
  date: day,
  source: text('LBMA Gold Price, ICE Benchmark Administration'),
  enteredAt: instant,
  confirmed: flag,
};
const later = { evidence: sha256, confirmedAt: instant };

export const FIXING = object(
  {
    id: uuid,
    metal: oneOf(METALS),
    priceUsdPerOunce: text('4428.79'),
    licenceHolder: text('Exportadora Pacífico Sur SAS'),
    ...entered,
  },
  { session: oneOf(SESSIONS), ...later },
);

export const RATE = object({ id: uuid, pair: text('USD/COP'), rate: text('4102.35'), ...entered }, later);
