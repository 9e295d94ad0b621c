/** Title says its basis and moves apart from custody; the owner alone says what the public page shows. */
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { judge } from '../claims.js';
import type { AccessGranted } from '../registry.js';
import { inOrder, notHeld } from '../rules/custody.js';
import type { TitleTransferred } from '../statements.js';
import { counterparty } from './counterparty.js';

export interface Sale {
  readonly lot: string;
  readonly to: string;
  readonly basis: TitleTransferred['basis'];
  readonly document?: string;
}

/** `title.transferred`: for each claim still carried, how seller and buyer themselves stood on this day. */
export function transferTitle(facts: Facts, act: Act, input: Sale): Draft[] {
  const lot = lotOf(facts, input.lot);
  if (lot.owner !== act.org) throw new Rejection('lot-not-yours', 'lot', { lot: lot.code, owner: lot.owner });
  notHeld(lot);
  inOrder(act, lot.movedOn, lot.code);
  const buyer = counterparty(facts, input.to);
  const carried = lot.claims.filter((claim) => claim.carried);
  const use = { activity: 'sale', form: lot.form } as const;
  const data: TitleTransferred = {
    on: act.on,
    lot: lot.id,
    from: act.org,
    to: input.to,
    basis: input.basis,
    ...(input.document !== undefined && { document: input.document }),
    claims: carried.flatMap(({ scheme }) => [
      judge(facts.parties.get(act.org), act.org, scheme, use, act.on.date),
      judge(buyer, input.to, scheme, use, act.on.date),
    ]),
  };
  return [draft(act, 'title.transferred', [lot.id], data)];
}

/** `access.granted`: what the public page may show; the owner alone decides. */
export function release(facts: Facts, act: Act, id: string): Draft[] {
  const lot = lotOf(facts, id);
  if (lot.owner !== act.org) throw new Rejection('lot-not-yours', 'lot', { lot: lot.code, owner: lot.owner });
  notHeld(lot);
  const data: AccessGranted = { lot: id, audience: 'public' };
  return [draft(act, 'access.granted', [id], data)];
}
