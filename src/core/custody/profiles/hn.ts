/**
 * Honduras. All of it rests on a private compliance firm's account of the law and must be read in the law itself before anybody
 * relies on it; sentence SCO-0090-2014 (Gaceta of 3 June 2026) voided seven articles from then on.
 */
import { ALWAYS } from '../rules/thresholds/dated.js';
import type { Profile } from './profile.js';

const LAW = 'Ley General de Minería';
const STATUS = 'to-be-confirmed';

export const HN: Profile = {
  country: 'HN',
  name: { en: 'Honduras', es: 'Honduras', fr: 'Honduras' },
  documents: [
    {
      kind: 'origin-certificate',
      title: 'Certificado de Origen',
      covers: 'lot',
      issuer: 'title-holder',
      fields: [
        'number',
        'date',
        'holder of the right',
        'mineral',
        'quantity',
        'authentication by the authority or municipality',
      ],
      source: { text: `${LAW}: issued by the holder, authenticated by the authority`, ref: 'art. 35' },
      status: STATUS,
    },
    {
      kind: 'sales-declaration',
      title: 'Declaración trimestral de volumen de ventas',
      covers: 'party',
      issuer: 'buyer',
      fields: ['quarter', 'volume sold', 'register number'],
      validity: 'one quarter',
      source: { text: `${LAW}, register of traders` },
      status: STATUS,
    },
  ],
  identities: [],
  pannerLimits: { month: [], year: [] },
  // A register of traders exists and is renewed yearly; which paper proves it was not found, so none is asked for.
  traderRegisters: [],
  registered: ['panner'],
  capacityBinds: [],
  permits: [
    {
      category: 'small mining, by permit',
      hectares: 10,
      source: { text: 'Acuerdo', ref: '088-B-2018' },
      status: STATUS,
    },
    { category: 'small mining, metallic', tonnesPerDay: 200, source: { text: LAW, ref: 'art. 86' }, status: STATUS },
    {
      category: 'small mining, placer',
      placerCubicMetresPerDay: 50,
      source: { text: LAW, ref: 'art. 86' },
      status: STATUS,
    },
  ],
  taxes: [
    {
      name: 'mining-tax',
      base: 'fob-value',
      ratePpm: 60_000,
      sharePpm: 1_000_000,
      from: ALWAYS,
      source: { text: `${LAW}: 2 % security, 2 % municipal, 1 % public-private, 1 % mining authority` },
      status: STATUS,
    },
  ],
  exportSteps: [
    {
      step: 'Certificate of origin, authenticated',
      by: 'title holder',
      source: { text: LAW, ref: 'art. 35' },
      status: STATUS,
    },
    {
      step: 'Buyer verifies the origin, and answers for it',
      by: 'exporter',
      source: { text: LAW, ref: 'art. 38' },
      status: STATUS,
    },
  ],
};
