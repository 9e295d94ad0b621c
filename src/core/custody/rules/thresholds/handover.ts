/** Figures about handovers: P10, P17, P18. */
import type { Role } from '../../registry.js';
import { ALWAYS, type Table } from './dated.js';

/** P10: by how much two honest scales differ: divisions of the coarser one, or parts per million of the mass, whichever is more. */
export const WEIGHING: Table<{ readonly divisions: number; readonly ppm: number }> = [
  { from: ALWAYS, value: { divisions: 2, ppm: 1_000 }, source: 'A default of our own', status: 'proposed' },
];

/** P10: part of the mass, in parts per million, beyond which no terms call a difference a tolerance any more. */
export const MOST_TOLERANCE_PPM: Table<number> = [
  { from: ALWAYS, value: 100_000, source: 'A default of our own', status: 'proposed' },
];

/** P17: kilometres an hour that nobody passes who carries gold from one counter to the next. */
export const FASTEST_KM_PER_HOUR: Table<number> = [
  { from: ALWAYS, value: 900, source: 'A default of our own: the speed of an airliner', status: 'proposed' },
];

/** P17: kilometres that two receivers of one place may be apart, or a registrar walk between two counters. */
export const SAME_PLACE_KM: Table<number> = [
  { from: ALWAYS, value: 5, source: 'A default of our own', status: 'proposed' },
];

export interface Importers {
  readonly roles: readonly Role[];
  /** Schemes of credentials that let any other party do it. */
  readonly credentials: readonly string[];
}

/** P18: who may bring doré into a country, by the consignee's country. */
export const DORE_IMPORTERS: Table<Importers> = [
  {
    key: 'CH',
    from: ALWAYS,
    value: { roles: ['refiner'], credentials: ['trade-assayer'] },
    source: 'BAZG: doré without a recognised melter’s mark is imported by trade assayers only; a refiner counts as one',
    status: 'to-be-confirmed',
  },
];
