/**
 * What a site gave: fine gold by month, for its capacity (P6), and its last readings, for drift (P9). Folded from registrations
 * of production alone, held or not: whatever becomes of the gold, the site is said to have given it.
 */
import { addDays, monthOf } from '../../day.js';
import { fineNg, PPM_WHOLE } from '../../quantity.js';
import type { LotRegistered } from '../statements.js';

export interface SiteYield {
  /** Fine nanograms by calendar month, `YYYY-MM`; gold without fineness counts at its gross mass. */
  readonly months: Readonly<Record<string, bigint>>;
  /** The last readings in the order they were recorded. */
  readonly readings: readonly SiteReading[];
}

export interface SiteReading {
  readonly day: string;
  readonly ppm: number;
}

/** So many are kept: a busy site reads as often in a week or two, and its median is no better for more. */
const READINGS_KEPT = 100;

export const NOTHING_YET: SiteYield = { months: {}, readings: [] };

/** Whether the registration is of gold that its site gave: ore is none yet. */
export function isYield({ origin, ore }: Pick<LotRegistered, 'origin' | 'ore'>): boolean {
  return (origin === 'production' || origin === 'selection') && ore === undefined;
}

/** The yield with one more registration in it. */
export function yielded(before: SiteYield, { on, grossMg, fineness }: LotRegistered): SiteYield {
  const month = monthOf(on.date);
  const ng = (before.months[month] ?? 0n) + fineNg(grossMg, fineness?.ppm ?? PPM_WHOLE);
  const reading = fineness === undefined ? [] : [{ day: on.date, ppm: fineness.ppm }];
  return {
    months: { ...before.months, [month]: ng },
    readings: [...before.readings, ...reading].slice(-READINGS_KEPT),
  };
}

/** The lower median of the readings of the `days` before a day and of that day; undefined where they are fewer than `least`. */
export function medianPpm({ readings }: SiteYield, day: string, days: number, least: number): number | undefined {
  const from = addDays(day, -days);
  const near = readings.filter((one) => one.day > from && one.day <= day).map(({ ppm }) => ppm);
  if (near.length < least) return undefined;
  return near.sort((a, b) => a - b)[(near.length - 1) >> 1];
}
