/**
 * Days as `YYYY-MM-DD` (RFC 3339 full-date, proleptic Gregorian). A fact that is only a date stays a date and carries the
 * time zone of its place; an instant is made from it only where two places must be compared.
 */
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;
const HALF_A_DAY_AND_MORE = 15 * 3_600_000;

export function isDay(text: string): boolean {
  const parts = DAY.exec(text);
  return parts !== null && utc(text).toISOString().startsWith(text);
}

export function addDays(day: string, days: number): string {
  return new Date(utc(day).getTime() + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Days from one to the other; negative where the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / MS_PER_DAY);
}

/** The same day so many months on, or the last of that month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const from = utc(day);
  const first = new Date(from);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(first);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  first.setUTCDate(Math.min(from.getUTCDate(), last.getUTCDate()));
  return first.toISOString().slice(0, 10);
}

/** `YYYY-MM` of a day. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function compareDays(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The local day in that zone at an instant in UTC milliseconds. */
export function dayAt(instantMs: number, tz: string): string {
  const parts = new Map(
    formatOf(tz)
      .formatToParts(instantMs)
      .map((part) => [part.type, part.value]),
  );
  return `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

/**
 * First instant of that local day, UTC with milliseconds. Found by search and not from an offset: on a day when clocks
 * change the offset at midnight may not exist, and some days begin at one o'clock.
 */
export function instantOf(day: string, tz: string): string {
  const midnight = utc(day).getTime();
  let before = midnight - HALF_A_DAY_AND_MORE;
  let within = midnight + HALF_A_DAY_AND_MORE;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayAt(middle, tz) < day) before = middle;
    else within = middle;
  }
  return new Date(within).toISOString();
}

// Only a real month and day reach Date: it would turn 31 February into 3 March.
function utc(day: string): Date {
  const parts = DAY.exec(day);
  const [year, month, date] = [Number(parts?.[1]), Number(parts?.[2]), Number(parts?.[3])];
  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, date);
  if (Number.isNaN(instant.getTime())) throw new Error(`bug: ${day} is no day`);
  return instant;
}

// Making a formatter costs a hundred times what using it does; a season has thousands of days in two or three zones.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(tz: string): Intl.DateTimeFormat {
  let format = formats.get(tz);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
      timeZone: tz,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(tz, format);
  }
  return format;
}
