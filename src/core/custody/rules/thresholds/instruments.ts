/** Figures about clocks, scales and readings: P16, P22. */
import { ALWAYS, type Table } from './dated.js';

/** P16: days after which a thing told of an earlier day is late. */
export const LATE_DAYS: Table<number> = [
  { from: ALWAYS, value: 7, source: 'A default of our own', status: 'proposed' },
];

/** P22: methods whose fineness does not leave the country. */
export const UNEXPORTABLE_METHODS: Table<readonly string[]> = [
  { from: ALWAYS, value: ['estimate'], source: 'A guess is no assay of record', status: 'confirmed' },
];
