/** A lot is sent: custody moves only when the other side accepts it, by its own scale or, in closed bags, by its own count. */
import { isDay } from '../../day.js';
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { settle } from '../doubts.js';
import type { Lot } from '../lot.js';
import { mayHandOn } from '../rules/custody.js';
import { notSpent, positive } from '../rules/mass.js';
import type { Bags, CustodyDispatched, HandoverTerms } from './statements.js';
import { counterparty } from './counterparty.js';
import { sameSeals } from './fold.js';
import { counted } from './road/bags.js';
import { sealDoubts } from './road/seals.js';
import { stated } from './terms.js';

export interface Dispatch {
  readonly lot: string;
  readonly to: string;
  readonly sentMg: number;
  readonly seal?: string;
  readonly scale?: string;
  readonly due?: string;
  readonly terms?: HandoverTerms;
  readonly sealed?: Bags;
  readonly purpose?: CustodyDispatched['purpose'];
}

/** `custody.dispatched`, and `lot.held` where a seal of it is on other gold. */
export function dispatch(facts: Facts, act: Act, input: Dispatch): Draft[] {
  const lot = lotOf(facts, input.lot);
  mayHandOn(lot, act);
  notSpent(lot);
  positive(input.sentMg, 'sentMg');
  counterparty(facts, act, input.to);
  const { to, sentMg, seal, scale, due, terms, purpose } = input;
  const sealed = input.sealed && counted(input.sealed);
  asCounted(lot, sentMg, sealed);
  if (due !== undefined && !isDay(due)) throw new Rejection('not-a-date', 'due', { value: due });
  if (due !== undefined && due < act.on.date) {
    throw new Rejection('chronology', 'due', { lot: lot.code, day: due, notBefore: act.on.date });
  }
  const data: CustodyDispatched = {
    on: act.on,
    lot: lot.id,
    from: act.org,
    to,
    sentMg,
    ...(seal !== undefined && { seal }),
    ...(scale !== undefined && { scale }),
    ...(due !== undefined && { due }),
    ...(terms && { terms: stated(terms, sentMg, act.on.date) }),
    ...(sealed && { sealed }),
    ...(purpose && { purpose }),
  };
  // Seals that came with the bags are their sender's.
  const own = lot.bags === undefined ? [...(seal === undefined ? [] : [seal]), ...(sealed?.seals ?? [])] : [];
  const doubts = sealDoubts(facts, act, lot, own, 'hold');
  return [draft(act, 'custody.dispatched', [lot.id], data), ...settle(act, lot.id, doubts)];
}

/** Whoever carries bags hands on what was counted, said to contain what it was said to. */
function asCounted({ bags: came, code }: Lot, sentMg: number, sealed: Bags | undefined): void {
  if (came === undefined) return;
  if (sealed !== undefined && sameSeals(came, sealed) && sentMg === came.saidMg) return;
  const [bags, saidMg, seals] = [`${came.bags}`, `${came.saidMg}`, came.seals.join(', ')];
  throw new Rejection('said-otherwise', sealed === undefined ? 'sealed' : 'seals', {
    lot: code,
    bags,
    saidMg,
    ...(seals !== '' && { seals }),
  });
}
