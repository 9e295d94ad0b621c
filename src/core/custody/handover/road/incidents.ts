/** What befalls gold on its way: an authority keeps or takes it, or it is robbed or lost. Said by whoever answers for it. */
import type { Draft, Reveal } from '../../../log/statement.js';
import { Rejection } from '../../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../../act.js';
import type { Lot } from '../../lot.js';
import { custodianOf, inOrder, notDetained } from '../../rules/custody.js';
import { notSpent } from '../../rules/mass.js';
import type { LotDetained, LotLost, LotSeized } from '../statements.js';

export interface Authority {
  readonly lot: string;
  readonly authority: string;
  /** Number of the paper the authority gave. */
  readonly act: string;
}

/** `lot.detained`: from now on nothing is done with it. */
export function detain(facts: Facts, act: Act, input: Authority): Draft[] {
  const lot = inCharge(facts, act, input.lot);
  notDetained(lot);
  const data: LotDetained = { on: act.on, ...input };
  return [draft(act, 'lot.detained', [lot.id], data)];
}

/** `lot.cleared`: the authority lets it go on. */
export function clear(facts: Facts, act: Act, input: Authority): Draft[] {
  const lot = inCharge(facts, act, input.lot);
  if (lot.detained === undefined) throw new Rejection('not-detained', 'lot', { lot: lot.code });
  inOrder(act, lot.detained.since, lot.code);
  const data: LotDetained = { on: act.on, ...input };
  return [draft(act, 'lot.cleared', [lot.id], data)];
}

/** `lot.seized`: all that was left of it, out of the ledger; it need not have been detained before. */
export function seize(facts: Facts, act: Act, input: Authority): Draft[] {
  const lot = inCharge(facts, act, input.lot);
  const data: LotSeized = { on: act.on, ...input, grossMg: lot.grossMg };
  return [draft(act, 'lot.seized', [lot.id], data)];
}

export interface Loss {
  readonly lot: string;
  readonly cause: LotLost['cause'];
  /** Number of the report to the police: kept beside the ledger. */
  readonly report?: string;
}

/** `lot.lost`: all that was left of it, a loss of its own that no melt explains. */
export function lose(facts: Facts, act: Act, { lot: id, cause, report }: Loss): Draft[] {
  const lot = inCharge(facts, act, id);
  if (cause === 'robbed' && report === undefined) throw new Rejection('missing', 'report');
  const data: LotLost = { on: act.on, lot: lot.id, grossMg: lot.grossMg, cause };
  const reveals: Reveal[] = report === undefined ? [] : [{ name: 'report', value: report }];
  return [draft(act, 'lot.lost', [lot.id], data, reveals)];
}

/** Held gold can be taken too: what happened is recorded. */
function inCharge(facts: Facts, act: Act, id: string): Lot {
  const lot = lotOf(facts, id);
  custodianOf(lot, act);
  notSpent(lot);
  inOrder(act, lot.transit?.since ?? lot.movedOn, lot.code);
  return lot;
}
