/**
 * An account of incorporated gold, by organisation and scheme: what came to it and what was sold from it, month by month, in
 * nanograms of fine gold; and what of it is left in a balancing period (P14). An account knows masses and no lots.
 */
import { monthOf } from '../../day.js';
import { rowInForce, type Table } from '../rules/thresholds/dated.js';
import { BALANCING_PERIODS, type Balancing } from '../rules/thresholds/balancing.js';

export interface MonthOfAccount {
  /** Entered and bought. */
  readonly inNg: bigint;
  /** Sold, what nobody answered yet among it; a sale that was declined is not. */
  readonly outNg: bigint;
  /** What came in and rests on a paper, a site or a lot that is recalled now: none of it is sold meanwhile. */
  readonly heldNg: bigint;
  /** Newest day in the month of an entry, a purchase or a sale. */
  readonly movedOn: string;
}

export interface Account {
  /** By `YYYY-MM`. */
  readonly months: Readonly<Record<string, MonthOfAccount>>;
}

export const EMPTY: Account = { months: {} };

/** `from` inclusive, `until` exclusive, first days of months. */
export interface Period extends Balancing {
  readonly from: string;
  readonly until: string;
}

/** openingNg + inNg − outNg = closingNg; what of it is held cannot be sold. */
export interface AccountBalance extends Period {
  readonly openingNg: bigint;
  readonly inNg: bigint;
  readonly outNg: bigint;
  readonly heldNg: bigint;
  readonly closingNg: bigint;
  /** What may still be sold; below zero where what was sold rests on what was recalled since. */
  readonly leftNg: bigint;
}

/** The balancing period of a day under the figures of that day; none where the scheme has no mass balance. */
export function periodOf(scheme: string, day: string, table: Table<Balancing> = BALANCING_PERIODS): Period | undefined {
  const row = rowInForce(table, day, scheme);
  if (row === undefined) return undefined;
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const begin = month - (month % row.value.months);
  const [from, until] = [firstDayOf(begin), firstDayOf(begin + row.value.months)];
  const end = row.until ?? until;
  return { ...row.value, from: from < row.from ? row.from : from, until: end < until ? end : until };
}

/** The account as it stands in the period of that day. */
export function balanceOf(
  account: Account,
  scheme: string,
  day: string,
  table: Table<Balancing> = BALANCING_PERIODS,
): AccountBalance | undefined {
  const asked = periodOf(scheme, day, table);
  if (asked === undefined) return undefined;
  const [first = asked.from] = Object.keys(account.months).sort();
  let period = periodOf(scheme, `${first.slice(0, 7)}-01`, table);
  let openingNg = 0n;
  while (period !== undefined && period.until <= asked.from) {
    const { leftNg } = balanceIn(account, period, openingNg);
    openingNg = period.unsold === 'carried-over' ? leftNg : 0n;
    period = periodOf(scheme, period.until, table);
  }
  return balanceIn(account, asked, openingNg);
}

function balanceIn({ months }: Account, period: Period, openingNg: bigint): AccountBalance {
  const [first, after] = [monthOf(period.from), monthOf(period.until)];
  const within = Object.entries(months).flatMap(([month, one]) => (month >= first && month < after ? [one] : []));
  const sum = (of: (one: MonthOfAccount) => bigint): bigint => within.reduce((total, one) => total + of(one), 0n);
  const [inNg, outNg, heldNg] = [sum((one) => one.inNg), sum((one) => one.outNg), sum((one) => one.heldNg)];
  const closingNg = openingNg + inNg - outNg;
  return { ...period, openingNg, inNg, outNg, heldNg, closingNg, leftNg: closingNg - heldNg };
}

/** Newest day of an entry, a purchase or a sale: nothing is sold as of a day before it (P16). */
export function movedOn({ months }: Account): string | undefined {
  return Object.values(months)
    .map((one) => one.movedOn)
    .sort()
    .at(-1);
}

/** Month 0 is January of the year 0. */
function firstDayOf(month: number): string {
  const [year, of] = [Math.floor(month / 12), (month % 12) + 1];
  return `${String(year).padStart(4, '0')}-${String(of).padStart(2, '0')}-01`;
}
