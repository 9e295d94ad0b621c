/** Figures about what a furnace and a mill may lose. */
import { ALWAYS, type Table } from './dated.js';

const OWN = 'A default of our own; a worked case of clean doré loses 0.16 %';
const RIVER = 'A default of our own for gold with sand and moisture';

/** P11: most that gold of a form loses in a melt, ppm of its gross mass. Forms without a row are not judged. */
export const MELT_LOSS_PPM: Table<number> = [
  { key: 'dore', from: ALWAYS, value: 5_000, source: OWN, status: 'proposed' },
  { key: 'grain', from: ALWAYS, value: 5_000, source: OWN, status: 'proposed' },
  { key: 'sample', from: ALWAYS, value: 5_000, source: OWN, status: 'proposed' },
  { key: 'alluvial', from: ALWAYS, value: 20_000, source: RIVER, status: 'proposed' },
  { key: 'nugget', from: ALWAYS, value: 20_000, source: RIVER, status: 'proposed' },
  {
    key: 'amalgam-sponge',
    from: ALWAYS,
    value: 100_000,
    source: '5 to 10 % mercury remains in retorted sponge until it is flamed',
    status: 'confirmed',
  },
];

export interface Band {
  readonly leastPpm: number;
  readonly mostPpm: number;
}

/** P11: gold a campaign recovers of what its ore holds, by technique. Techniques without a row are not judged. */
export const RECOVERY: Table<Band> = [
  {
    key: 'amalgamation',
    from: ALWAYS,
    value: { leastPpm: 300_000, mostPpm: 500_000 },
    source: 'Our own knowledge of the trade: 30 to 50 % of contained gold',
    status: 'to-be-confirmed',
  },
  {
    key: 'cyanidation',
    from: ALWAYS,
    value: { leastPpm: 850_000, mostPpm: 950_000 },
    source: 'Our own knowledge of the trade: 85 to 95 % of contained gold',
    status: 'to-be-confirmed',
  },
];
