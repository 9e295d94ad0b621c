/** Stock is counted against the book; a month's closing count that is far off raises a question (P24). */
import { addDays, monthOf } from '../../day.js';
import type { Draft } from '../../log/statement.js';
import { draft, type Act } from '../act.js';
import { settle, type Doubt } from '../doubts.js';
import type { StockCounted } from '../registry.js';
import { notInFuture } from '../rules/custody.js';
import { notNegative } from '../rules/mass.js';
import { figureFor, graver, levelFor, type OwnThresholds } from '../rules/own/own.js';
import { inForce } from '../rules/thresholds/dated.js';
import { CLOSING_DAYS } from '../rules/thresholds/volumes.js';

export type { StockCounted };

/** `stock.counted`: what the safe holds against what the book says; the difference is a fact, whatever it is. */
export function count(
  act: Act,
  input: Pick<StockCounted, 'custodian' | 'stock' | 'countedMg' | 'bookMg'>,
  own?: OwnThresholds,
): Draft[] {
  notInFuture(act);
  notNegative(input.countedMg, 'countedMg');
  const { custodian, stock, countedMg, bookMg } = input;
  const data: StockCounted = { on: act.on, custodian, stock, countedMg, bookMg, differenceMg: countedMg - bookMg };
  return [draft(act, 'stock.counted', [], data), ...settle(act, undefined, closingCount(data, own))];
}

/** P24: at a month's end the safe holds what the book says, within the tolerance. */
export function closingCount(data: StockCounted, own?: OwnThresholds): Doubt[] {
  const { stock, bookMg, countedMg, differenceMg } = data;
  const day = data.on.date;
  const month = monthClosedOn(day);
  const ppm = figureFor(own, 'count-tolerance-ppm', day);
  const leastMg = figureFor(own, 'count-tolerance-mg', day);
  if (month === undefined || ppm === undefined || leastMg === undefined) return [];
  const toleranceMg = Math.max(leastMg, Math.floor((bookMg * ppm) / 1_000_000));
  if (Math.abs(differenceMg) <= toleranceMg) return [];
  const figures = {
    stock,
    month,
    counted: String(countedMg),
    book: String(bookMg),
    difference: String(differenceMg),
    tolerance: String(toleranceMg),
  };
  const level = graver(levelFor(own, 'count-tolerance-ppm', day), levelFor(own, 'count-tolerance-mg', day));
  return [{ rule: 'P24', code: 'closing-count-differs', at: 'countedMg', level, figures }];
}

/** The month whose end a count of that day is, or none. */
export function monthClosedOn(day: string): string | undefined {
  const month = monthOf(day);
  if (monthOf(addDays(day, 1)) !== month) return month;
  const within = Number(day.slice(8)) <= (inForce(CLOSING_DAYS, day) ?? 0);
  return within ? monthOf(addDays(`${month}-01`, -1)) : undefined;
}
