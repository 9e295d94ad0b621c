/** P5, P6, P15, P19: how much, from whom, at what price. */
import { formatFineGrams } from '../../../quantity.js';
import { CAPACITY_BINDS, CAPACITY_NEAR_PPM, PANNER_MONTH_NG, PANNER_YEAR_NG } from '../thresholds/caps.js';
import { listed } from '../thresholds/dated.js';
import { ALIKE_BEFORE, JUST_UNDER_MONTHS, JUST_UNDER_PPM, SHARED_BY_OTHERS } from '../thresholds/patterns.js';
import { PREMIUM_USD_PER_GRAM, PRICE_FLOOR_PPM } from '../thresholds/volumes.js';
import type { Rule } from './rule.js';

const grams = (ng: bigint): string => formatFineGrams(ng, 0);

export const CAPS: readonly Rule[] = [
  {
    id: 'P5',
    subject: 'caps',
    title: {
      en: 'A panner stays under the personal limit of the month and of the year',
      es: 'Un barequero no pasa el tope personal del mes ni del año',
      fr: 'Un orpailleur reste sous la limite personnelle du mois et de l’année',
    },
    level: 'hold',
    codes: { 'over-monthly-limit': 'hold', 'over-yearly-limit': 'hold', 'corrected-upwards': 'hold' },
    needs: ['fine grams the person handed in that month and year, to all buyers in this ledger'],
    source: [{ text: 'Colombia: volumes of subsistence mining', ref: 'Resolución 40103 de 2017', from: '2017-02-09' }],
    thresholds: [
      ...listed('a panner’s month, by country', 'g fine', PANNER_MONTH_NG, grams),
      ...listed('a panner’s year, by country', 'g fine', PANNER_YEAR_NG, grams),
    ],
    where: ['src/core/custody/rules/intake/papers.ts', 'src/core/custody/amending/amend.ts'],
  },
  {
    id: 'P6',
    subject: 'caps',
    title: {
      en: 'A site gives no more gold in a month than it can, and nobody more than a paper covers',
      es: 'Un sitio no da en un mes más oro del que puede, y nadie más del que cubre su documento',
      fr: 'Un site ne donne pas en un mois plus d’or qu’il ne peut, ni personne plus que son document ne couvre',
    },
    level: 'hold',
    codes: {
      'over-capacity': 'hold',
      'near-capacity': 'warn',
      'over-paper-volume': 'hold',
      'sold-beyond-paper': 'ask',
    },
    needs: [
      'fine grams the site gave that month',
      'the capacity registered for the site',
      'fine grams produced and sold in the period of a paper’s volume',
    ],
    source: [
      { text: 'Capacity of the title by its works plan', ref: 'Decreto 1073 de 2015 (Colombia)' },
      { text: 'At most 4 g per miner and day', ref: 'Fairmined Standard v2.0', from: '2014-04-05' },
    ],
    thresholds: [
      ...listed('capacity binds, by country (elsewhere it is asked)', '', CAPACITY_BINDS),
      ...listed('nearly full', 'ppm of the capacity', CAPACITY_NEAR_PPM),
    ],
    where: [
      'src/core/custody/rules/intake/sites.ts',
      'src/core/custody/volumes/site-yield.ts',
      'src/core/custody/volumes/papers.ts',
    ],
  },
  {
    id: 'P15',
    subject: 'caps',
    title: {
      en: 'The price paid and the premium are not below the scheme’s floor',
      es: 'El precio pagado y la prima no bajan del mínimo del sello',
      fr: 'Le prix payé et la prime ne sont pas sous le minimum du label',
    },
    level: 'ask',
    codes: { 'below-price-floor': 'ask', 'premium-below-table': 'ask' },
    needs: ['price paid', 'the day’s LBMA price', 'fine grams', 'scheme'],
    source: [{ text: 'Fairmined: at least 95 % of the international price, and a premium per fine gram' }],
    thresholds: [
      ...listed('least of the LBMA price', '%', PRICE_FLOOR_PPM, (ppm) => String(ppm / 10_000)),
      ...listed('premium', 'US$ per gram of fine gold', PREMIUM_USD_PER_GRAM),
    ],
    where: ['src/core/custody/rules/leaving/price.ts', 'src/core/custody/shipment.ts'],
  },
  {
    id: 'P19',
    subject: 'caps',
    title: {
      en: 'Many miners do not share one account, telephone or device, nor weights, nor amounts just under the limit',
      es: 'Muchos mineros no comparten cuenta, teléfono ni aparato, ni pesos iguales, ni montos justo bajo el tope',
      fr: 'Des mineurs ne partagent ni compte, ni téléphone, ni appareil, ni poids, ni montants juste sous la limite',
    },
    level: 'ask',
    codes: { 'account-shared': 'ask', 'phone-shared': 'ask', 'weights-alike': 'ask', 'just-under-limit': 'ask' },
    needs: ['keyed equality of persons’ account, telephone and identity', 'weights handed in'],
    source: [{ text: 'Straw miners in whose name others sell', ref: 'verdadabierta.com, on barequeros and the DIAN' }],
    thresholds: [
      ...listed('others with the same account or telephone', 'persons', SHARED_BY_OTHERS),
      ...listed('the same weight before, at one site on one day', 'deliveries', ALIKE_BEFORE),
      ...listed('just under the personal limit', 'ppm of the limit', JUST_UNDER_PPM),
      ...listed('months before that ended just under it', 'months', JUST_UNDER_MONTHS),
    ],
    where: ['src/core/custody/rules/people/patterns.ts'],
  },
];
