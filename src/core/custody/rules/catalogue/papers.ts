/** P3, P4, P7, P18, P20, P21: papers, permits, places. */
import { TRADER_REGISTERS } from '../thresholds/caps.js';
import { DORE_IMPORTERS } from '../thresholds/handover.js';
import { listed } from '../thresholds/dated.js';
import { DEPOSIT_FORMS, WORKED_FORMS } from '../thresholds/sites.js';
import { ROYALTY_PROOF } from '../thresholds/volumes.js';
import type { Rule } from './rule.js';

export const PAPERS: readonly Rule[] = [
  {
    id: 'P3',
    subject: 'papers',
    title: {
      en: 'A number, seal or photograph belongs to one lot',
      es: 'Un número, un precinto o una foto es de un solo lote',
      fr: 'Un numéro, un scellé ou une photo n’appartient qu’à un lot',
    },
    level: 'refuse',
    codes: {
      'code-used': 'refuse',
      'declaration-used': 'hold',
      'declaration-exceeded': 'hold',
      'photo-used': 'hold',
      'seal-used': 'hold',
      'declaration-elsewhere': 'hold',
      'paper-elsewhere': 'ask',
      'paper-used': 'ask',
    },
    needs: ['where the number was used before', 'keyed digests of everybody’s paper numbers'],
    source: [{ text: 'A paper covers what it says and no more' }],
    thresholds: [],
    where: [
      'src/core/custody/act.ts',
      'src/core/custody/rules/intake/papers.ts',
      'src/core/custody/rules/intake/everywhere.ts',
      'src/core/custody/handover/road/seals.ts',
    ],
  },
  {
    id: 'P4',
    subject: 'papers',
    title: {
      en: 'Every licence, title and registration asked for was in force on the day of the act',
      es: 'Toda licencia, título y registro exigidos estaban vigentes el día del acto',
      fr: 'Toute licence, tout titre et toute inscription exigés étaient en vigueur le jour de l’acte',
    },
    level: 'refuse',
    codes: {
      'unknown-member': 'hold',
      'registration-unknown': 'hold',
      'registration-not-yet': 'hold',
      'registration-lapsed': 'hold',
      'not-a-selector': 'hold',
      'title-not-in-force': 'hold',
      'title-unknown': 'hold',
      'buyer-not-registered': 'hold',
      'licence-not-in-force': 'refuse',
      'registration-expires': 'warn',
      'credential-expires': 'warn',
    },
    needs: ['the register of members', 'the party’s credentials and their days', 'the country’s profile'],
    source: [
      { text: 'Colombia: traders are in RUCOM', ref: 'Decreto 1073 de 2015' },
      { text: 'Peru: traders are in RECPO', ref: 'RM 249-2012-MEM/DM' },
    ],
    thresholds: [
      ...listed('register of traders, by country', 'credential', TRADER_REGISTERS, (schemes) => schemes.join(' or ')),
    ],
    where: [
      'src/core/custody/rules/intake/papers.ts',
      'src/core/custody/shipment.ts',
      'src/core/custody/ore/rules.ts',
      'src/core/custody/credentials/expiring.ts',
    ],
  },
  {
    id: 'P7',
    subject: 'papers',
    title: {
      en: 'The gold is of a mineral, form and deposit that its site’s permit is for',
      es: 'El oro es del mineral, la forma y el yacimiento para los que el sitio tiene permiso',
      fr: 'L’or est d’un minéral, d’une forme et d’un gisement que couvre le permis du site',
    },
    level: 'hold',
    codes: { 'form-not-of-deposit': 'hold' },
    needs: ['deposit and title of the site', 'form of the lot'],
    source: [{ text: 'Permits name mineral, method and area' }],
    thresholds: [...listed('forms, by deposit', 'form', DEPOSIT_FORMS, (forms) => forms.join(', '))],
    where: ['src/core/custody/rules/intake/sites.ts'],
  },
  {
    id: 'P18',
    subject: 'papers',
    title: {
      en: 'Buyer, seller and consignee are of a kind the country lets do this',
      es: 'Comprador, vendedor y destinatario son de los que el país permite',
      fr: 'Acheteur, vendeur et destinataire sont de ceux que le pays autorise',
    },
    level: 'refuse',
    codes: { 'role-not-allowed': 'refuse' },
    needs: ['roles and credentials of both sides', 'profile of the country'],
    source: [
      { text: 'Switzerland: doré without a recognised melter’s mark is imported by trade assayers only', ref: 'BAZG' },
    ],
    thresholds: [
      ...listed('importers of doré, by country', 'role or credential', DORE_IMPORTERS, ({ roles, credentials }) =>
        [...roles, ...credentials].join(' or '),
      ),
    ],
    where: ['src/core/custody/rules/leaving/roles.ts'],
  },
  {
    id: 'P20',
    subject: 'papers',
    title: {
      en: 'Origin said, country of the site and country of export fit one another',
      es: 'El origen declarado, el país del sitio y el país de exportación concuerdan',
      fr: 'L’origine déclarée, le pays du site et le pays d’exportation concordent',
    },
    level: 'hold',
    codes: {
      'site-abroad': 'hold',
      'recycled-as-mined': 'hold',
      'corridor-elsewhere': 'ask',
      'corridor-unreadable': 'ask',
    },
    needs: ['corridor of the shipment', 'country of the exporter', 'sites the gold came from'],
    source: [{ text: 'Misrepresented origin', ref: 'OECD Due Diligence Guidance, Annex II and Gold Supplement R2–R4' }],
    thresholds: [...listed('forms that no mine gives', 'form', WORKED_FORMS, (forms) => forms.join(', '))],
    where: ['src/core/custody/rules/intake/sites.ts', 'src/core/custody/shipment.ts'],
  },
  {
    id: 'P21',
    subject: 'papers',
    title: {
      en: 'Royalty or tax was paid on the fine grams exported',
      es: 'La regalía o el impuesto se pagó por los gramos finos exportados',
      fr: 'La redevance ou l’impôt a été payé sur les grammes fins exportés',
    },
    level: 'refuse',
    codes: { 'royalty-short': 'refuse', 'royalty-unproven': 'ask' },
    needs: ['proof of payment and the fine grams it covers', 'fine grams of the shipment'],
    source: [{ text: 'Colombia: royalty on precious metals', ref: 'Ley 141 de 1994, art. 16; Ley 756 de 2002' }],
    thresholds: [...listed('an export whose proof covers less', 'it', ROYALTY_PROOF)],
    where: ['src/core/custody/rules/leaving/royalty.ts', 'src/core/custody/shipment.ts'],
  },
];
