/** Working days: Monday to Friday without the public holidays that are known of a country. */
import { addDays } from '../../../core/day.js';
import { HOLIDAYS } from './holidays.js';
import { SATURDAY, SUNDAY, weekdayOf } from './rules.js';

/** More than any paper is due before or after. */
const MOST = 250;

/** The day so many working days after it, or before it; for 0 the day itself, or the working day before it. */
export function workingDay(day: string, country: string, days: number): string {
  if (Math.abs(days) > MOST) throw new Error(`bug: nothing is due in ${days} working days`);
  const step = days > 0 ? 1 : -1;
  let at = days > 0 ? day : onOrBefore(day, country);
  for (let left = Math.abs(days); left > 0; left -= 1) {
    do at = addDays(at, step);
    while (!works(at, country));
  }
  return at;
}

function onOrBefore(day: string, country: string): string {
  return works(day, country) ? day : onOrBefore(addDays(day, -1), country);
}

export function works(day: string, country: string): boolean {
  const at = weekdayOf(day);
  return at !== SATURDAY && at !== SUNDAY && !holidaysIn(country, Number(day.slice(0, 4))).has(day);
}

const counted = new Map<string, ReadonlySet<string>>();

/** Of a country that nobody wrote down, none. The same for every year that is asked for again. */
export function holidaysIn(country: string, year: number): ReadonlySet<string> {
  const name = `${country} ${year}`;
  const known = counted.get(name);
  if (known !== undefined) return known;
  const rules = HOLIDAYS.find((one) => one.country === country)?.rules ?? [];
  const days = new Set(rules.flatMap((rule) => rule(year)));
  counted.set(name, days);
  return days;
}

/** How far its holidays are known. */
export function holidaysKnown(country: string): 'all' | 'some' | 'none' {
  const known = HOLIDAYS.find((one) => one.country === country);
  return known === undefined ? 'none' : known.partly ? 'some' : 'all';
}
