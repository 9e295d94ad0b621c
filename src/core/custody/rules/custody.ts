/** Who may move or melt a lot, and when: held, travelling or other people's gold stays where it is. P16: order in time. */
import { Rejection } from '../../rejection.js';
import type { Act } from '../act.js';
import type { Lot } from '../lot.js';

/** The acting organisation must hold the lot, at rest and free of doubt, and not before it last moved. */
export function mayUse(lot: Lot, act: Act): void {
  inOwnHands(lot, act);
  notHeld(lot);
  inOrder(act, lot.movedOn, lot.code);
}

/** The acting organisation holds the lot, and it is not on the road. */
export function inOwnHands(lot: Lot, act: Act): void {
  notVoid(lot);
  if (lot.custodian !== act.org) {
    throw new Rejection('lot-not-in-your-custody', 'lot', { lot: lot.code, custodian: lot.custodian });
  }
  if (lot.transit !== undefined) throw new Rejection('lot-in-transit', 'lot', { lot: lot.code, to: lot.transit.to });
}

export function notHeld(lot: Lot): void {
  notVoid(lot);
  const [hold] = lot.holds;
  if (hold !== undefined) throw new Rejection('lot-held', 'lot', { lot: lot.code, rule: hold.rule });
  notRecalled(lot);
}

function notVoid(lot: Lot): void {
  if (lot.voided !== undefined) throw new Rejection('lot-void', 'lot', { lot: lot.code });
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
