/** Figures about readings: how far off each method may be, and how far apart two of them may lie before an umpire decides. */
import { ALWAYS, type Table } from './dated.js';

const PRACTICE = 'trade practice';

/** Standard uncertainty (k = 1) where a book or laboratory gives none, ppm, by method. */
export const UNCERTAINTY_PPM: Table<number> = [
  { key: 'estimate', from: ALWAYS, value: 50_000, source: PRACTICE, status: 'proposed' },
  { key: 'touchstone', from: ALWAYS, value: 15_000, source: PRACTICE, status: 'proposed' },
  { key: 'calculated', from: ALWAYS, value: 15_000, source: PRACTICE, status: 'proposed' },
  { key: 'xrf', from: ALWAYS, value: 5_000, source: PRACTICE, status: 'proposed' },
  { key: 'fire-assay', from: ALWAYS, value: 300, source: PRACTICE, status: 'proposed' },
  {
    key: 'umpire',
    from: ALWAYS,
    value: 300,
    source: `${PRACTICE}: a fire assay by a third laboratory`,
    status: 'proposed',
  },
  {
    key: 'outturn',
    from: ALWAYS,
    value: 300,
    source: `${PRACTICE}: a fire assay of the whole melt`,
    status: 'proposed',
  },
];

/** Splitting limit, ppm of gold, by the lesser of the two methods compared. */
export const SPLITTING_LIMIT_PPM: Table<number> = [
  {
    key: 'fire-assay',
    from: ALWAYS,
    value: 500,
    source: 'Splitting limit a refinery publishes: 0.05 % Au; within it the average settles',
    status: 'confirmed',
  },
  {
    key: 'xrf',
    from: ALWAYS,
    value: 20_000,
    source: 'Settlement rules for field XRF: adjusted up to 2.0 percentage points, beyond it a third laboratory',
    status: 'confirmed',
  },
];

/** Days a retained sample is kept where the parties agree nothing else. */
export const SAMPLE_DAYS: Table<number> = [
  {
    from: ALWAYS,
    value: 90,
    source: 'Settlement rules for field XRF: witness sample kept 90 days',
    status: 'confirmed',
  },
];
