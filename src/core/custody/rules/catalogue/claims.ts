/** P13, P14, P23: what may be said of the gold. */
import { BALANCING_PERIODS } from '../thresholds/balancing.js';
import { listed } from '../thresholds/dated.js';
import type { Rule } from './rule.js';

export const CLAIMS: readonly Rule[] = [
  {
    id: 'P13',
    subject: 'claims',
    title: {
      en: 'Mixing keeps only the claims that all carried, and this is said before it is done',
      es: 'Al mezclar quedan solo los sellos que todos llevaban, y se avisa antes',
      fr: 'Un mélange ne garde que les labels que tous portaient, et on le dit avant',
    },
    level: 'warn',
    codes: {
      'claim-lost-by-mixing': 'warn',
      'claim-lost-by-sale': 'warn',
      'claim-lost-by-consignee': 'warn',
      'receiver-not-authorised': 'warn',
    },
    needs: ['claims of every input', 'models of their schemes', 'papers of seller, buyer, receiver and consignee'],
    source: [
      { text: 'Labelled gold may not be mixed', ref: 'Fairmined Standard v2.0', from: '2014-04-05' },
      { text: 'Segregated model', ref: 'ISO 22095:2020' },
    ],
    thresholds: [],
    where: ['src/core/custody/claims.ts', 'src/core/custody/rules/mixing.ts'],
  },
  {
    id: 'P14',
    subject: 'claims',
    title: {
      en: 'Nobody sells more mass-balance gold than was bought in the period',
      es: 'Nadie vende más oro de balance de masas del que compró en el período',
      fr: 'Personne ne vend plus d’or en bilan massique qu’il n’en a acheté dans la période',
    },
    level: 'refuse',
    codes: { 'beyond-credit': 'refuse', 'no-account': 'refuse', 'no-mass-balance': 'refuse' },
    needs: [
      'what was entered in and bought for the account in the balancing period, and what was sold from it',
      'recalls that reach what came in',
      'papers of seller and buyer on the day of the sale',
    ],
    source: [{ text: 'Mass balance', ref: 'ISO 22095:2020; Fairmined incorporated model' }],
    thresholds: [
      ...listed('balancing period', 'months', BALANCING_PERIODS, ({ months }) => String(months)),
      ...listed('what was not sold by its end', '', BALANCING_PERIODS, ({ unsold }) => unsold),
    ],
    where: ['src/core/custody/incorporated/decide.ts', 'src/core/custody/incorporated/account.ts'],
  },
  {
    id: 'P23',
    subject: 'claims',
    title: {
      en: 'What a rejected party or red site touched is held, with all that was made of it',
      es: 'Lo que tocó una parte rechazada o un sitio en rojo se aparta, con todo lo que salió de ello',
      fr: 'Ce qu’a touché une partie rejetée ou un site rouge est mis à part, avec tout ce qui en fut fait',
    },
    level: 'refuse',
    codes: { 'lot-recalled': 'refuse' },
    needs: ['standing of the party or site', 'every lot made of the gold'],
    source: [
      { text: 'Stop and suspend', ref: 'LBMA Responsible Gold Guidance v9, step 3' },
      { text: 'Red sites', ref: 'ICGLR Regional Certification Mechanism, MD.01' },
    ],
    thresholds: [],
    where: [
      'src/core/custody/credentials/recall.ts',
      'src/core/custody/credentials/decide.ts',
      'src/core/custody/diligence/stop.ts',
      'src/core/custody/rules/custody.ts',
    ],
  },
];
