/** Figures about how much: persons, sites, and which registers a trader must be in; by country, from the profiles. */
import { byCountry } from '../../profiles/profiles.js';
import { ALWAYS, type Table } from './dated.js';

/** P5: fine nanograms of a panner's calendar month and year. */
export const PANNER_MONTH_NG: Table<bigint> = byCountry(({ pannerLimits }) => pannerLimits.month);
export const PANNER_YEAR_NG: Table<bigint> = byCountry(({ pannerLimits }) => pannerLimits.year);

/** P4: schemes of credentials, one of which a trader must hold. */
export const TRADER_REGISTERS: Table<readonly string[]> = byCountry(({ traderRegisters }) => traderRegisters);

/** P6: whether gold beyond a site's registered capacity is held; elsewhere a person is asked to look. */
export const CAPACITY_BINDS: Table<boolean> = byCountry(({ capacityBinds }) => capacityBinds);

/** P6: part of the capacity, in parts per million, at which it is said that the month is nearly full. */
export const CAPACITY_NEAR_PPM: Table<number> = [
  { from: ALWAYS, value: 800_000, source: 'A default of our own', status: 'proposed' },
];
