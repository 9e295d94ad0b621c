/** Working days: Monday to Friday without the public holidays that are known of a country. */
import { addDays, daysBetween } from '../../../core/day.js';
import { HOLIDAYS } from './holidays.js';

/** More than any paper is due before or after, and fewer than any year has: so many end in the year beside at the latest. */
const MOST = 200;
/** Of years beyond, no day can be written as ours are. */
const [FIRST_YEAR, LAST_YEAR] = [1000, 9999] as const;
/** A Thursday, from which days are counted: a board reckons with tens of thousands of them. */
const [FIRST, ITS_WEEKDAY] = ['1970-01-01', 4] as const;

/** The day so many working days after it, or before it; for 0 the day itself, or the working day before it. */
export function workingDay(day: string, country: string, days: number): string {
  if (Math.abs(days) > MOST) throw new Error(`bug: nothing is due in ${days} working days`);
  const shut = shutAround(country, yearOf(day));
  const step = days > 0 ? 1 : -1;
  let at = daysBetween(FIRST, day);
  if (days <= 0) while (!open(at, shut)) at -= 1;
  for (let left = Math.abs(days); left > 0; left -= 1) {
    do at += step;
    while (!open(at, shut));
  }
  return addDays(FIRST, at);
}

export function works(day: string, country: string): boolean {
  return open(daysBetween(FIRST, day), shutAround(country, yearOf(day)));
}

/** Of a country that nobody wrote down, none. */
export function holidaysIn(country: string, year: number): readonly string[] {
  const rules = HOLIDAYS.find((one) => one.country === country)?.rules ?? [];
  return [...new Set(rules.flatMap((rule) => rule(year)))];
}

/** How far its holidays are known. */
export function holidaysKnown(country: string): 'all' | 'some' | 'none' {
  const known = HOLIDAYS.find((one) => one.country === country);
  return known === undefined ? 'none' : known.partly ? 'some' : 'all';
}

function open(at: number, shut: ReadonlySet<number>): boolean {
  const weekday = (((at + ITS_WEEKDAY) % 7) + 7) % 7;
  return weekday !== 0 && weekday !== 6 && !shut.has(at);
}

const counted = new Map<string, ReadonlySet<number>>();
/** Years are whatever somebody plans; those that are asked for today are few. */
const MOST_COUNTED = 500;

/** Holidays of that year and of those beside it, counted as `FIRST` says. */
function shutAround(country: string, year: number): ReadonlySet<number> {
  const name = `${country} ${year}`;
  const known = counted.get(name);
  if (known !== undefined) return known;
  const years = [year - 1, year, year + 1].filter((one) => one >= FIRST_YEAR && one <= LAST_YEAR);
  const days = years.flatMap((one) => holidaysIn(country, one));
  const shut = new Set(days.map((day) => daysBetween(FIRST, day)));
  if (counted.size >= MOST_COUNTED) counted.clear();
  counted.set(name, shut);
  return shut;
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
