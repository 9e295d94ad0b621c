/** Figures of due diligence: who counts as an owner, how long an assessment holds, what is an anomaly. */
import { ALWAYS, type Table } from './dated.js';

/** Least share of a beneficial owner who must be named, by what the supplier brings, in parts per million. */
export const OWNER_SHARE_PPM: Table<number> = [
  {
    key: 'mined',
    from: ALWAYS,
    value: 100_000,
    source: 'LBMA Responsible Sourcing Programme, third-party assurance guidance: 10 % for mined gold',
    status: 'confirmed',
  },
  {
    key: 'recycled',
    from: ALWAYS,
    value: 250_000,
    source: 'LBMA Responsible Sourcing Programme, third-party assurance guidance: 25 % for recycled gold',
    status: 'confirmed',
  },
];

/** Months in which mitigation shows significant and measurable improvement: no review of a plan lies later. */
export const MITIGATION_MONTHS: Table<number> = [
  {
    from: ALWAYS,
    value: 6,
    source: 'OECD Due Diligence Guidance, Annex II; LBMA, addressing the upstream obstacles: six months',
    status: 'confirmed',
  },
];

/** Months after which a step of the file is done anew. */
export const STEP_MONTHS: Table<number> = ['kyc', 'owners', 'cahra', 'flags', 'decision', 'audit', 'report'].map(
  (key) => ({
    key,
    from: ALWAYS,
    value: 12,
    source: key === 'report' ? 'OECD Due Diligence Guidance, step 5: report annually' : 'Our own default: once a year',
    status: key === 'report' ? ('to-be-confirmed' as const) : ('proposed' as const),
  }),
);

/** R6: months in which gold from a flagged place counts against a supplier. */
export const RECENT_MONTHS: Table<number> = [
  { from: ALWAYS, value: 12, source: 'OECD Gold Supplement: in the last 12 months', status: 'to-be-confirmed' },
];

/** R7: weighing differences with one supplier that give reason to ask. Open holds and questions do so from the first. */
export const DIFFERENCES: Table<number> = [{ from: ALWAYS, value: 3, source: 'Our own default', status: 'proposed' }];

/** A CRAFT report is renewed within so many months. */
export const CRAFT_MONTHS: Table<number> = [
  { from: ALWAYS, value: 12, source: 'CRAFT Code: at least yearly', status: 'to-be-confirmed' },
];
