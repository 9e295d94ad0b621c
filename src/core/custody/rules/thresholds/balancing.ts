/** Figures about mass balance: P14. */
import type { Table } from './dated.js';

export interface Balancing {
  /** Calendar months in a period; periods begin with the year. */
  readonly months: number;
  /** What becomes of what was not sold when a period ends. */
  readonly unsold: 'lapses' | 'carried-over';
}

const YEARLY: Balancing = { months: 12, unsold: 'lapses' };
const SOURCE = 'No published period was found: a calendar year, and nothing carried over, is the stricter reading';

/** By scheme; rows begin and end with a month. A scheme without one has no mass balance here. */
export const BALANCING_PERIODS: Table<Balancing> = [
  { key: 'fairmined', from: '2014-04-01', value: YEARLY, source: SOURCE, status: 'to-be-confirmed' },
  { key: 'fairmined-ecological', from: '2014-04-01', value: YEARLY, source: SOURCE, status: 'to-be-confirmed' },
];
