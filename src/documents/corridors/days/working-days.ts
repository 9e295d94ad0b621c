/** Working days: Monday to Friday without the public holidays that are known of a country and year. */
import { addDays } from '../../../core/day.js';
import { HOLIDAYS } from './holidays.js';

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
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  return !HOLIDAYS.some(
    (one) => one.country === country && day.startsWith(`${one.year}`) && one.days.includes(day.slice(5)),
  );
}

/** How far the holidays of that year are known. */
export function holidaysKnown(day: string, country: string): 'all' | 'some' | 'none' {
  const year = HOLIDAYS.find((one) => one.country === country && day.startsWith(`${one.year}`));
  return year === undefined ? 'none' : year.partly ? 'some' : 'all';
}
