/** A lot is sent: custody moves only when the other side accepts it. */
import type { Draft } from '../../log/statement.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { settle, type Doubt } from '../doubts.js';
import type { Lot } from '../lot.js';
import { mayUse } from '../rules/custody.js';
import { notSpent, positive } from '../rules/mass.js';
import type { CustodyDispatched } from '../statements.js';
import { counterparty } from './counterparty.js';

export interface Dispatch {
  readonly lot: string;
  readonly to: string;
  readonly sentMg: number;
  readonly seal?: string;
}

export function dispatch(facts: Facts, act: Act, input: Dispatch): Draft[] {
  const lot = lotOf(facts, input.lot);
  mayUse(lot, act);
  notSpent(lot);
  positive(input.sentMg, 'sentMg');
  counterparty(facts, input.to);
  const doubts = sealDoubt(facts, act, lot, input.seal);
  const data: CustodyDispatched = {
    on: act.on,
    lot: lot.id,
    from: act.org,
    to: input.to,
    sentMg: input.sentMg,
    ...(input.seal !== undefined && { seal: input.seal }),
  };
  return [draft(act, 'custody.dispatched', [lot.id], data), ...settle(act, lot.id, doubts)];
}

/** P3: a seal is reused only when it is on another bar; the bar travels on, held apart. */
function sealDoubt(facts: Facts, act: Act, lot: Lot, seal: string | undefined): Doubt[] {
  const use = seal === undefined ? undefined : facts.uses.get(`seal:${act.org}:${seal}`);
  if (use === undefined || seal === undefined || use.lot === lot.id) return [];
  const other = facts.lots.get(use.lot)?.code;
  const figures = { seal, ...(other !== undefined && { other }) };
  return [{ rule: 'P3', code: 'seal-used', at: 'seal', level: 'hold', figures }];
}
