/** Figures about what gold of a site is like: P7, P8, P9, P20. */
import type { Form } from '../../statements.js';
import { ALWAYS, type Table } from './dated.js';

export interface Band {
  readonly minPpm: number;
  readonly maxPpm: number;
}

/** P8: fineness of gold as it is dug, by deposit. */
export const DEPOSIT_BAND: Table<Band> = [
  {
    key: 'alluvial',
    from: ALWAYS,
    value: { minPpm: 850_000, maxPpm: 980_000 },
    source: 'A default of our own; a State reckons with 95 % for river gold (Gestión, Peru)',
    status: 'proposed',
  },
  {
    key: 'vein',
    from: ALWAYS,
    value: { minPpm: 500_000, maxPpm: 900_000 },
    source: 'A default of our own; a State reckons with 60 to 65 % for vein doré (Gestión, Peru)',
    status: 'proposed',
  },
];

/** P9: parts per million by which a reading may lie from the median of what the site gave before. */
export const DRIFT_PPM: Table<number> = [
  { from: ALWAYS, value: 50_000, source: 'A default of our own', status: 'proposed' },
];

/** P9: days of readings the median is taken of. */
export const DRIFT_DAYS: Table<number> = [
  { from: ALWAYS, value: 90, source: 'A default of our own', status: 'proposed' },
];

/** P9: fewer readings make no median. */
export const DRIFT_LEAST: Table<number> = [
  { from: ALWAYS, value: 10, source: 'A default of our own', status: 'proposed' },
];

const FORMS_SOURCE = 'What a deposit is: gold in a river lies loose, gold in rock is broken out of it (own knowledge)';

/** P7: forms that gold of a deposit can have when it is handed in. */
export const DEPOSIT_FORMS: Table<readonly string[]> = [
  {
    key: 'alluvial',
    from: ALWAYS,
    value: ['alluvial', 'nugget', 'concentrate', 'amalgam-sponge', 'dore'],
    source: FORMS_SOURCE,
    status: 'to-be-confirmed',
  },
  {
    key: 'vein',
    from: ALWAYS,
    value: ['vein', 'ore', 'concentrate', 'amalgam-sponge', 'dore'],
    source: FORMS_SOURCE,
    status: 'to-be-confirmed',
  },
];

/** P20: forms that no mine gives: handed in as newly mined, they are recycled gold under a mine's name. */
export const WORKED_FORMS: Table<readonly Form[]> = [
  {
    from: ALWAYS,
    value: ['grain', 'alloy', 'piece', 'scrap'],
    source: 'OECD Gold Supplement, R4: mined gold and recyclable gold are told apart by their form',
    status: 'confirmed',
  },
];
