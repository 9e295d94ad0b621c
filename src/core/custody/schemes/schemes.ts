/**
 * The schemes of responsible gold: what each is, its standard's versions, the roles it certifies, the chain-of-custody models it
 * permits (ISO 22095:2020). Dated data with sources; a scheme is one entry here, and a line in `bearers.ts`
 * where it makes a claim on gold.
 */
import type { Said, Source } from '../rules/catalogue/rule.js';
import type { Dated, Status } from '../rules/thresholds/dated.js';

/** ISO 22095:2020. */
export const MODELS = [
  'identity-preserved',
  'segregated',
  'controlled-blending',
  'mass-balance',
  'book-and-claim',
] as const;
export type Model = (typeof MODELS)[number];

export interface SchemeRole {
  /** Scheme of the credential that proves it. */
  readonly credential: string;
  readonly role: string;
  /** `grant` the claim at production, `pass` it on in trade, `make` pieces under the mark. */
  readonly may: readonly ('grant' | 'pass' | 'make')[];
}

/** `yes`: it may and keeps the claim. `loses`: it may, and the claim is gone. */
export interface Permits {
  readonly mixingWithOther: 'yes' | 'loses';
  readonly publicOrigin: boolean;
}

export interface SupplyModel {
  readonly name: string;
  readonly models: readonly Model[];
  readonly permits: Permits;
  /** Of mass balance: schemes of the credentials by which an organisation keeps an account. */
  readonly accounts?: readonly string[];
  readonly source: Source;
  readonly status: Status;
}

export interface Scheme {
  /** As a claim or credential names it. */
  readonly scheme: string;
  readonly owner: string;
  readonly name: Said;
  /** `claim` on gold, `custody` of parties, `declaration` of the producer itself, or nothing. */
  readonly kind: 'claim' | 'custody' | 'declaration' | 'none';
  readonly versions: readonly Omit<Dated<string>, 'key'>[];
  readonly roles: readonly SchemeRole[];
  readonly supply: readonly SupplyModel[];
}

const ARM = 'Alliance for Responsible Mining';
const FAIRMINED_V2: Scheme['versions'] = [
  {
    from: '2014-04-05',
    value: '2.0',
    source: 'Fairmined Standard v2.0 of 5 April 2014: the newest text that was found',
    status: 'confirmed',
  },
];
const LABELLED: SupplyModel = {
  name: 'labelled',
  models: ['identity-preserved', 'segregated'],
  permits: { mixingWithOther: 'loses', publicOrigin: true },
  source: { text: 'Full physical traceability; nothing else may be mixed in', ref: 'Fairmined Standard v2.0' },
  status: 'confirmed',
};
const INCORPORATED: SupplyModel = {
  name: 'incorporated',
  models: ['mass-balance'],
  permits: { mixingWithOther: 'yes', publicOrigin: false },
  accounts: ['fairmined-supplier', 'fairmined-licensee'],
  source: { text: 'A claim about quantity, never "from this mine"', ref: 'Fairmined Standard v2.0' },
  status: 'confirmed',
};
const HOPS: readonly SchemeRole[] = [
  { credential: 'fairmined-buyer', role: 'First Authorised Buyer', may: ['pass'] },
  { credential: 'fairmined-supplier', role: 'Authorised Supplier', may: ['pass'] },
  { credential: 'fairmined-licensee', role: 'Licensee', may: ['pass', 'make'] },
];

export const SCHEME_LIST: readonly Scheme[] = [
  {
    scheme: 'fairmined',
    owner: ARM,
    name: { en: 'Fairmined', es: 'Fairmined', fr: 'Fairmined' },
    kind: 'claim',
    versions: FAIRMINED_V2,
    roles: [{ credential: 'fairmined', role: 'certified producer (ASMO)', may: ['grant', 'pass'] }, ...HOPS],
    supply: [LABELLED, INCORPORATED],
  },
  {
    scheme: 'fairmined-ecological',
    owner: ARM,
    name: { en: 'Fairmined Ecological', es: 'Fairmined Ecológico', fr: 'Fairmined écologique' },
    kind: 'claim',
    versions: FAIRMINED_V2,
    roles: [{ credential: 'fairmined-ecological', role: 'certified producer (ASMO)', may: ['grant', 'pass'] }, ...HOPS],
    supply: [LABELLED, INCORPORATED],
  },
  {
    scheme: 'craft-report',
    owner: 'ARM and RESOLVE',
    name: { en: 'CRAFT report, self-declared', es: 'Informe CRAFT, autodeclarado', fr: 'Rapport CRAFT, autodéclaré' },
    kind: 'declaration',
    versions: [
      {
        from: '2018-07-31',
        until: '2020-01-01',
        value: '1.0',
        source: 'CRAFT Code, 31 July 2018',
        status: 'confirmed',
      },
      {
        from: '2020-01-01',
        until: '2024-10-21',
        value: '2.0',
        source: 'CRAFT Code, 2020 (day unknown)',
        status: 'to-be-confirmed',
      },
      { from: '2024-10-21', value: '2.1', source: 'CRAFT Code, launched 21 October 2024', status: 'confirmed' },
    ],
    roles: [{ credential: 'craft-report', role: 'producer (AMP), unverified', may: [] }],
    supply: [],
  },
  {
    scheme: 'rjc-coc',
    owner: 'Responsible Jewellery Council',
    name: { en: 'RJC Chain of Custody', es: 'Cadena de custodia RJC', fr: 'Chaîne de traçabilité RJC' },
    kind: 'custody',
    versions: [
      {
        from: '2017-01-01',
        value: '2017/2019',
        source: 'RJC CoC Standard; the 2024 text was not found',
        status: 'to-be-confirmed',
      },
    ],
    roles: [{ credential: 'rjc-coc', role: 'certified entity', may: ['pass', 'make'] }],
    supply: [
      {
        name: 'CoC material',
        models: ['segregated'],
        permits: { mixingWithOther: 'loses', publicOrigin: false },
        source: {
          text: 'Fairmined gold is eligible, and loses that claim once mixed with other CoC gold',
          ref: 'RJC release, September 2014',
        },
        status: 'confirmed',
      },
    ],
  },
  {
    scheme: 'swiss-better-gold',
    owner: 'Swiss Better Gold Association',
    name: { en: 'Swiss Better Gold', es: 'Swiss Better Gold', fr: 'Swiss Better Gold' },
    kind: 'claim',
    versions: [],
    roles: [
      { credential: 'swiss-better-gold', role: 'accredited source', may: ['grant', 'pass'] },
      { credential: 'swiss-better-gold-member', role: 'member', may: ['pass', 'make'] },
    ],
    supply: [
      {
        name: 'direct export',
        models: ['segregated'],
        permits: { mixingWithOther: 'loses', publicOrigin: true },
        source: { text: 'Accredited sources, direct export, chain of custody', ref: 'swissbettergoldassociation.ch' },
        status: 'to-be-confirmed',
      },
    ],
  },
  {
    scheme: 'fairtrade',
    owner: 'Fairtrade International',
    name: { en: 'Fairtrade Gold', es: 'Oro Fairtrade', fr: 'Or Fairtrade' },
    kind: 'claim',
    versions: [],
    roles: [
      { credential: 'fairtrade', role: 'certified producer', may: ['grant', 'pass'] },
      { credential: 'fairtrade-trader', role: 'certified trader', may: ['pass'] },
      { credential: 'fairtrade-licensee', role: 'licensee', may: ['pass', 'make'] },
    ],
    supply: [
      {
        name: 'labelled',
        models: ['segregated'],
        permits: { mixingWithOther: 'loses', publicOrigin: true },
        source: { text: 'Physical traceability', ref: 'Fairtrade Standard for Gold' },
        status: 'to-be-confirmed',
      },
    ],
  },
  {
    scheme: 'none',
    owner: '',
    name: { en: 'No scheme', es: 'Sin sello', fr: 'Aucun label' },
    kind: 'none',
    versions: [],
    roles: [],
    supply: [],
  },
];

export function schemeOf(scheme: string): Scheme | undefined {
  return SCHEME_LIST.find((one) => one.scheme === scheme);
}

/** Credentials by which an organisation keeps an account of a scheme's incorporated gold; none where it has no mass balance. */
export function accountPapers(scheme: string): readonly string[] {
  const models = schemeOf(scheme)?.supply ?? [];
  return models.find((one) => one.models.includes('mass-balance'))?.accounts ?? [];
}

/** Schemes that have a mass-balance model. */
export const MASS_BALANCE: readonly string[] = SCHEME_LIST.map(({ scheme }) => scheme).filter(
  (scheme) => accountPapers(scheme).length > 0,
);
