/** The other side accepts what was sent to it, or refuses it. */
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { settle } from '../doubts.js';
import type { Lot } from '../lot.js';
import { inOrder } from '../rules/custody.js';
import { positive, weighingToleranceMg } from '../rules/mass.js';
import type { CustodyReceived, CustodyRefused } from '../statements.js';

export interface Receipt {
  readonly lot: string;
  readonly receivedMg: number;
  readonly sealIntact: boolean;
  /** Division of the coarser scale of the two. */
  readonly divisionMg: number;
  /** One book holds both sides. */
  readonly oneSided: boolean;
}

/** `custody.received`; beyond the scales' tolerance the difference is recorded all the same, and the lot held. */
export function receive(facts: Facts, act: Act, input: Receipt): Draft[] {
  const { lot, transit } = travelling(facts, act, input.lot);
  positive(input.receivedMg, 'receivedMg');
  const differenceMg = input.receivedMg - lot.grossMg;
  const toleranceMg = weighingToleranceMg(transit.sentMg, input.divisionMg);
  const data: CustodyReceived = {
    on: act.on,
    lot: lot.id,
    from: lot.custodian,
    to: act.org,
    sentMg: transit.sentMg,
    receivedMg: input.receivedMg,
    differenceMg,
    toleranceMg,
    sealIntact: input.sealIntact,
    outcome: differenceMg === 0 && transit.sentMg === input.receivedMg ? 'accepted' : 'accepted-with-difference',
    oneSided: input.oneSided,
  };
  const drafts = [draft(act, 'custody.received', [lot.id], data)];
  if (Math.abs(differenceMg) <= toleranceMg) return drafts;
  const figures = { difference: `${Math.abs(differenceMg)}`, tolerance: `${toleranceMg}` };
  const doubt = { rule: 'P10', code: 'difference-beyond-tolerance', at: 'receivedMg', level: 'hold', figures } as const;
  return [...drafts, ...settle(act, lot.id, [doubt])];
}

export interface Refusal {
  readonly lot: string;
  readonly weighedMg: number;
  readonly sealIntact: boolean;
  readonly note?: string;
}

/** `custody.refused`: the lot stays with whoever sent it. */
export function refuse(facts: Facts, act: Act, input: Refusal): Draft[] {
  const { lot, transit } = travelling(facts, act, input.lot);
  positive(input.weighedMg, 'weighedMg');
  const data: CustodyRefused = {
    on: act.on,
    lot: lot.id,
    from: lot.custodian,
    to: act.org,
    sentMg: transit.sentMg,
    weighedMg: input.weighedMg,
    sealIntact: input.sealIntact,
  };
  const reveals = input.note === undefined ? [] : [{ name: 'note', value: input.note }];
  return [draft(act, 'custody.refused', [lot.id], data, reveals)];
}

function travelling(facts: Facts, act: Act, id: string): { lot: Lot; transit: NonNullable<Lot['transit']> } {
  const lot = lotOf(facts, id);
  const { transit } = lot;
  if (transit === undefined) throw new Rejection('lot-not-in-transit', 'lot', { lot: lot.code });
  if (transit.to !== act.org) throw new Rejection('lot-in-transit', 'lot', { lot: lot.code, to: transit.to });
  inOrder(act, transit.since, lot.code);
  return { lot, transit };
}
