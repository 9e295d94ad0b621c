/**
 * Figures that change with time: each row is in force from its first day until (exclusive) its last, for one key (a country,
 * scheme, form, deposit …) or for all. A rule reads the row of the day its act bears, so that what was recorded under an
 * older figure is judged by that figure for ever. A row once in force is never edited: it ends, and another follows.
 */
import { isDay } from '../../../day.js';

/** Read in its source; rests on our own knowledge and must be checked there; a default of our own, from no standard. */
export type Status = 'confirmed' | 'to-be-confirmed' | 'proposed';

export interface Dated<Value> {
  /** ISO country, scheme, form …; absent where the figure holds everywhere. */
  readonly key?: string;
  readonly from: string;
  /** Exclusive; absent while it has no end. */
  readonly until?: string;
  readonly value: Value;
  readonly source: string;
  readonly status: Status;
}

export type Table<Value> = readonly Dated<Value>[];

/** In force before anything that a ledger could tell: for figures whose first day nobody names. */
export const ALWAYS = '0001-01-01';

/** The row in force on a local day, or none. @throws Error `bug: …` where two rows of one key overlap on that day */
export function rowInForce<Value>(table: Table<Value>, day: string, key?: string): Dated<Value> | undefined {
  const rows = table.filter(
    (row) => row.key === key && row.from <= day && (row.until === undefined || day < row.until),
  );
  if (rows.length > 1) throw new Error(`bug: two figures for ${key ?? 'everywhere'} are in force on ${day}`);
  return rows[0];
}

/** Its value. */
export function inForce<Value>(table: Table<Value>, day: string, key?: string): Value | undefined {
  return rowInForce(table, day, key)?.value;
}

/** Days at which something is wrong with a table's dates: what is no day, ends before it begins, or overlaps its like. */
export function datingFaults(table: Table<unknown>): string[] {
  return table.flatMap((row, n) => {
    const days = [row.from, ...(row.until === undefined ? [] : [row.until])];
    const wrong = days.filter((day) => !isDay(day));
    const backwards = row.until !== undefined && row.until <= row.from ? [`${row.from} to ${row.until}`] : [];
    const others = table.slice(n + 1).filter((other) => other.key === row.key && overlap(row, other));
    return [...wrong, ...backwards, ...others.map((other) => `${row.from} and ${other.from}`)];
  });
}

function overlap(a: Dated<unknown>, b: Dated<unknown>): boolean {
  return (b.until === undefined || a.from < b.until) && (a.until === undefined || b.from < a.until);
}

/** A row as the catalogue shows it. */
export interface Threshold {
  readonly name: string;
  readonly key?: string;
  readonly from: string;
  readonly until?: string;
  readonly value: string;
  readonly unit: string;
  readonly source: string;
  readonly status: Status;
}

/** The rows of a table that code reads, printed: the catalogue never repeats a figure. */
export function listed<Value>(
  name: string,
  unit: string,
  table: Table<Value>,
  print: (value: Value) => string = String,
): Threshold[] {
  return table.map(({ value, ...row }) => ({ name, unit, value: print(value), ...row }));
}
