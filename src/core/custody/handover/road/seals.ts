/** Seals on a lot: which it bears, what happened to them, and that none was on other gold before (P3). */
import type { Draft, Reveal } from '../../../log/statement.js';
import { Rejection } from '../../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../../act.js';
import { settle, type Doubt } from '../../doubts.js';
import type { Lot } from '../../lot.js';
import { custodianOf, inOrder } from '../../rules/custody.js';
import type { SealChanged } from '../statements.js';

export function sealsOf({ seal, bags, transit }: Lot): string[] {
  return [
    ...new Set([...(seal === undefined ? [] : [seal]), ...(bags?.seals ?? []), ...(transit?.sealed?.seals ?? [])]),
  ];
}

/** P3: a seal is reused only when it is on another lot; the gold travels on, held apart. */
export function sealDoubts(facts: Facts, act: Act, lot: Lot, seals: readonly string[], level: Doubt['level']): Doubt[] {
  return seals.flatMap((seal): Doubt[] => {
    const use = facts.uses.get(`seal:${act.org}:${seal}`);
    if (use === undefined || use.lot === lot.id) return [];
    const other = facts.lots.get(use.lot)?.code;
    const figures = { seal, ...(other !== undefined && { other }) };
    return [{ rule: 'P3', code: 'seal-used', at: 'seal', level, figures }];
  });
}

/** P10: a seal that came broken is looked at, whatever the scale says. */
export function brokenSeal(sealIntact: boolean): Doubt[] {
  return sealIntact ? [] : [{ rule: 'P10', code: 'seal-broken', at: 'sealIntact', level: 'ask' }];
}

export interface SealChange extends Omit<SealChanged, 'on'> {
  readonly witness?: string;
}

/** `seal.changed`: said by whoever holds the gold, on the road too; who saw it is kept beside the ledger. */
export function changeSeal(facts: Facts, act: Act, input: SealChange): Draft[] {
  const lot = lotOf(facts, input.lot);
  custodianOf(lot, act);
  inOrder(act, lot.transit?.since ?? lot.movedOn, lot.code);
  const { broken, applied, why, authority, witness } = input;
  const borne = sealsOf(lot);
  // A bag that was left open is closed again under its old number.
  if (!borne.includes(broken) && why !== 'resealed') {
    throw new Rejection('unknown-seal', 'broken', {
      seal: broken,
      ...(borne.length > 0 && { choices: borne.join(', ') }),
    });
  }
  if (why === 'opened-by-authority' && authority === undefined) throw new Rejection('missing', 'authority');
  if (why === 'resealed' && applied === undefined) throw new Rejection('missing', 'applied');
  if (applied !== undefined && borne.includes(applied)) throw new Rejection('malformed', 'applied', { value: applied });
  const data: SealChanged = {
    on: act.on,
    lot: lot.id,
    broken,
    ...(applied !== undefined && { applied }),
    why,
    ...(authority !== undefined && { authority }),
  };
  const reveals: Reveal[] = witness === undefined ? [] : [{ name: 'witness', value: witness }];
  const doubts = sealDoubts(facts, act, lot, applied === undefined ? [] : [applied], 'ask');
  return [draft(act, 'seal.changed', [lot.id], data, reveals), ...settle(act, lot.id, doubts)];
}
