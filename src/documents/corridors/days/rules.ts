/** How public holidays come back from year to year. */
import { addDays } from '../../../core/day.js';
import { easterSunday } from './easter.js';

/** Its days of a year, `YYYY-MM-DD`. */
export type Rule = (year: number) => readonly string[];

export const [SUNDAY, MONDAY, WEDNESDAY, THURSDAY, SATURDAY] = [0, 1, 3, 4, 6] as const;

/** On the same days each year. @param days `MM-DD`, a space between them */
export function each(days: string): Rule {
  return (year) => days.split(' ').map((day) => `${year}-${day}`);
}

/** @param days from Easter Sunday */
export function easter(...days: readonly number[]): Rule {
  return (year) => days.map((count) => addDays(easterSunday(year), count));
}

/** Each on its day where that is a Monday, else on the Monday after it. */
export function onMonday(days: string): Rule {
  return (year) => each(days)(year).map((day) => next(day, MONDAY));
}

/** One that falls on a Saturday is kept on the Friday before, one on a Sunday on the Monday after: New Year perhaps in the old year. */
export function observed(days: string): Rule {
  return (year) =>
    [...each(days)(year), ...each(days)(year + 1)].map(keptOn).filter((day) => day.startsWith(`${year}-`));
}

/** @param nth of the month's, -1 for the last; with so many of the days behind it */
export function weekday(nth: 1 | 2 | 3 | 4 | -1, day: number, month: number, behind = 0): Rule {
  const last = nth === -1;
  return (year) => {
    const [begin, weeks] = last ? [addDays(firstOf(year, month + 1), -7), 0] : [firstOf(year, month), nth - 1];
    const found = addDays(next(begin, day), 7 * weeks);
    return Array.from({ length: behind + 1 }, (_, count) => addDays(found, count));
  };
}

/** From that year on. */
export function since(first: number, rule: Rule): Rule {
  return (year) => (year < first ? [] : rule(year));
}

export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The day itself, or the first such day of the week after it. */
function next(day: string, wanted: number): string {
  return addDays(day, (wanted - weekdayOf(day) + 7) % 7);
}

function keptOn(day: string): string {
  const at = weekdayOf(day);
  return at === SATURDAY ? addDays(day, -1) : at === SUNDAY ? addDays(day, 1) : day;
}

function firstOf(year: number, month: number): string {
  return month > 12 ? `${year + 1}-01-01` : `${year}-${String(month).padStart(2, '0')}-01`;
}
