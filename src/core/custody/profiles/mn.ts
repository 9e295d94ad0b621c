/** Mongolia: the least certain of the profiles. */
import { ALWAYS } from '../rules/thresholds/dated.js';
import type { Profile } from './profile.js';

const STATUS = 'to-be-confirmed';

export const MN: Profile = {
  country: 'MN',
  name: { en: 'Mongolia', es: 'Mongolia', fr: 'Mongolie' },
  documents: [
    {
      kind: 'tripartite-contract',
      title: 'Contract of partnership, soum governor and authority',
      covers: 'party',
      issuer: 'municipality',
      fields: ['partnership (nukhurlul)', 'soum', 'area', 'date'],
      source: { text: 'Government resolution', ref: '308 of 2010, replaced by 151 of 2017' },
      status: STATUS,
    },
  ],
  identities: [],
  pannerLimits: { month: [], year: [] },
  traderRegisters: [],
  registered: ['panner'],
  capacityBinds: [],
  permits: [{ category: 'partnership', hectares: 5, source: { text: 'Resolution 151 of 2017' }, status: STATUS }],
  taxes: [
    {
      name: 'royalty, sold to the Bank of Mongolia',
      base: 'sale-price',
      ratePpm: 50_000,
      sharePpm: 1_000_000,
      from: ALWAYS,
      source: { text: 'Minerals Law, as last known to us' },
      status: STATUS,
    },
  ],
  exportSteps: [],
};
