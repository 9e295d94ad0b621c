/**
 * How one book writes its numbers and days, by its own evidence. `13/01` can only be day first and `1,17` can only have a
 * decimal comma; `03/04` and `1,234` prove nothing and are read as the rest of the file proves, or, where the file proves
 * nothing, as every other book of the season does. A country's habit is no proof.
 */
import { asDay } from './days.js';
import { asDecimal } from './numbers.js';

export type Mark = ',' | '.';
export type Order = 'day-first' | 'month-first';

export interface Verdict<Reading> {
  /** What cells that prove themselves must agree with; undefined where the file has no opinion or several. */
  readonly leads: Reading | undefined;
  /** Whether a cell that proves nothing may be read so, too. */
  readonly settles: boolean;
  /** The file proves both. */
  readonly contradicts: boolean;
}

export interface Dialect {
  readonly mark: Verdict<Mark>;
  readonly order: Verdict<Order>;
  /** The file groups thousands with the mark that is not its decimal mark (`1.234,56`, `1.234.567`). */
  readonly groups: boolean;
  /** What a bare M means in a column of sexes, told by the other letter there. */
  readonly m: 'F' | 'M' | undefined;
}

export interface Evidence {
  readonly numbers: Iterable<string>;
  readonly days: Iterable<string>;
  readonly sexes: Iterable<string>;
}

/**
 * One cell against ten or more is that row's own slip, and the row is refused; from two on somebody else wrote part of this
 * book in another habit, and then no cell that could be theirs is read either.
 */
export function weigh<Reading>(one: Reading, ones: number, other: Reading, others: number): Verdict<Reading> {
  const [most, least] = ones >= others ? [ones, others] : [others, ones];
  const clear = most > 0 && most >= 10 * least;
  return {
    leads: clear ? (ones >= others ? one : other) : undefined,
    settles: clear && least <= 1,
    contradicts: least > 0,
  };
}

export function dialectOf(evidence: Evidence): Dialect {
  const marks = { ',': 0, '.': 0 };
  let groups = false;
  for (const cell of evidence.numbers) {
    const [comma, point] = [asDecimal(cell, ','), asDecimal(cell, '.')];
    if ((comma === undefined) === (point === undefined)) continue;
    marks[comma === undefined ? '.' : ',']++;
    groups ||= (comma ?? point)?.groupedBy === (comma === undefined ? ',' : '.');
  }
  const orders = { 'day-first': 0, 'month-first': 0 };
  for (const cell of evidence.days) {
    const proved = asDay(cell)?.proves;
    if (proved !== undefined) orders[proved]++;
  }
  return {
    mark: weigh<Mark>(',', marks[','], '.', marks['.']),
    order: weigh<Order>('day-first', orders['day-first'], 'month-first', orders['month-first']),
    groups,
    m: meaningOfM(evidence.sexes),
  };
}

/** The second source: what all books with an opinion agree on stands in for a book that proves nothing itself. */
export function withSeason(own: Dialect, season: readonly Dialect[]): Dialect {
  return {
    ...own,
    mark: settled(
      own.mark,
      season.map((dialect) => dialect.mark),
    ),
    order: settled(
      own.order,
      season.map((dialect) => dialect.order),
    ),
  };
}

function settled<Reading>(own: Verdict<Reading>, season: readonly Verdict<Reading>[]): Verdict<Reading> {
  if (own.leads !== undefined || own.contradicts) return own;
  const [only, ...more] = new Set(season.filter((one) => one.settles).map((one) => one.leads));
  return only === undefined || more.length > 0 ? own : { leads: only, settles: true, contradicts: false };
}

function meaningOfM(sexes: Iterable<string>): 'F' | 'M' | undefined {
  const letters = new Set(Array.from(sexes, (cell) => cell.trim().toUpperCase()));
  if (letters.has('H') === letters.has('F')) return undefined;
  return letters.has('H') ? 'F' : 'M';
}
