/** Who may move or melt a lot, and when: held, travelling or other people's gold stays where it is. P16: order in time. */
import { Rejection } from '../../rejection.js';
import type { Act } from '../act.js';
import type { Lot } from '../lot.js';

/** The acting organisation must hold the lot, open, at rest and free of doubt, promised to nobody else, and not before it last moved. */
export function mayUse(lot: Lot, act: Act): void {
  mayHandOn(lot, act);
  if (lot.bags !== undefined) throw new Rejection('lot-sealed', 'lot', { lot: lot.code });
  if (lot.agreed?.to !== act.org) notPromised(lot, act);
}

/** As for use, but in closed bags too, and whoever it is promised to. */
export function mayHandOn(lot: Lot, act: Act): void {
  inOwnHands(lot, act);
  notHeld(lot);
  notDetained(lot);
  inOrder(act, lot.movedOn, lot.code);
}

/** P2: the owner offers a lot to one buyer at a time, until that buyer gives it up or the promise lapses. */
export function notPromised({ agreed, code }: Lot, act: Act): void {
  if (agreed === undefined || agreed.passes === 'never') return;
  if (agreed.until !== undefined && act.on.date >= agreed.until) return;
  const until = agreed.until === undefined ? {} : { until: agreed.until };
  throw new Rejection('lot-promised', 'lot', { lot: code, buyer: agreed.to, ...until });
}

export function notDetained({ detained, code }: Lot): void {
  if (detained === undefined) return;
  const { authority, act: paper } = detained;
  throw new Rejection('lot-detained', 'lot', { lot: code, authority, paper });
}

/** The acting organisation holds the lot, and it is not on the road. */
export function inOwnHands(lot: Lot, act: Act): void {
  custodianOf(lot, act);
  if (lot.transit !== undefined) throw new Rejection('lot-in-transit', 'lot', { lot: lot.code, to: lot.transit.to });
}

/** The acting organisation answers for the lot, on the road too until the other side has accepted it. */
export function custodianOf(lot: Lot, act: Act): void {
  notVoid(lot);
  if (lot.custodian === act.org) return;
  throw new Rejection('lot-not-in-your-custody', 'lot', { lot: lot.code, custodian: lot.custodian });
}

export function notHeld(lot: Lot): void {
  notVoid(lot);
  const [hold] = lot.holds;
  if (hold !== undefined) throw new Rejection('lot-held', 'lot', { lot: lot.code, rule: hold.rule });
  notRecalled(lot);
}

function notVoid(lot: Lot): void {
  if (lot.voided !== undefined) throw new Rejection('lot-void', 'lot', { lot: lot.code });
  if (lot.returned !== undefined) throw new Rejection('lot-returned', 'lot', { lot: lot.code, day: lot.returned });
}

/** P16: nothing in the future, and no effect before its cause. */
export function inOrder(act: Act, notBefore: string, code: string): void {
  notInFuture(act);
  if (act.on.date < notBefore) {
    throw new Rejection('chronology', 'on', { lot: code, day: act.on.date, notBefore });
  }
}

export function notInFuture(act: Act): void {
  if (act.on.date > act.today) throw new Rejection('in-the-future', 'on', { day: act.on.date, today: act.today });
}

/** P23: gold that somebody recalled stays where it is, and so does all that was made of it. */
export function notRecalled(lot: Lot): void {
  const [recall] = lot.recalls ?? [];
  if (recall !== undefined) throw new Rejection('lot-recalled', 'lot', { lot: lot.code, recall });
}
