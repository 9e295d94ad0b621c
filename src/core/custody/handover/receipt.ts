/** The other side weighs what was sent to it, and accepts or refuses it. */
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { judge } from '../claims.js';
import { settle, type Doubt } from '../doubts.js';
import type { Lot, Transit } from '../lot.js';
import { inOrder, notDetained } from '../rules/custody.js';
import { positive } from '../rules/mass.js';
import { lostByReceipt } from '../rules/mixing.js';
import type { Bags, CustodyReceived, CustodyRefused, CustodyRelayed } from './statements.js';
import { sameSeals } from './fold.js';
import { counted } from './road/bags.js';
import { brokenSeal } from './road/seals.js';
import { toleranceMgOf } from './terms.js';
import { passing, soldWithin } from './title.js';

export interface Receipt {
  readonly lot: string;
  readonly receivedMg: number;
  readonly sealIntact: boolean;
  /** Division of the coarser scale of the two. */
  readonly divisionMg: number;
  readonly scale?: string;
  /** One book holds both sides. */
  readonly oneSided: boolean;
}

/**
 * `custody.received`; beyond what both sides bear the difference is recorded all the same, and a question raised: the receiver
 * has the gold and knows it, so nothing is withheld.
 */
export function receive(facts: Facts, act: Act, input: Receipt): Draft[] {
  const { lot, transit } = travelling(facts, act, input.lot);
  positive(input.receivedMg, 'receivedMg');
  const { receivedMg, sealIntact, scale } = input;
  const differenceMg = receivedMg - lot.grossMg;
  const weighing = { ...transit, bookMg: lot.grossMg, divisionMg: input.divisionMg };
  const toleranceMg = toleranceMgOf(weighing, act.on.date);
  const title = passing(facts, act, lot);
  const data: CustodyReceived = {
    on: act.on,
    lot: lot.id,
    from: lot.custodian,
    to: act.org,
    sentMg: transit.sentMg,
    receivedMg,
    differenceMg,
    toleranceMg,
    sealIntact,
    outcome: differenceMg === 0 && transit.sentMg === receivedMg ? 'accepted' : 'accepted-with-difference',
    oneSided: input.oneSided,
    ...(scale !== undefined && { scale }),
    ...(title && { title }),
  };
  const doubts = [...beyond(differenceMg, toleranceMg), ...brokenSeal(sealIntact), ...unauthorised(facts, act, lot)];
  if (title !== undefined) doubts.push(...soldWithin(facts, act, lot, receivedMg));
  return [draft(act, 'custody.received', [lot.id], data), ...settle(act, lot.id, doubts)];
}

/** Authorisation at every hop: whoever takes the gold in is told at once where it could not pass its claims on. */
function unauthorised(facts: Facts, { org, on }: Act, lot: Lot): Doubt[] {
  const party = facts.parties.get(org);
  if (party === undefined || lot.owner === org) return [];
  const use = { activity: 'sale', form: lot.form } as const;
  return lostByReceipt(lot, (scheme) => judge(party, org, scheme, use, on.date), on.date);
}

function beyond(differenceMg: number, toleranceMg: number): Doubt[] {
  if (Math.abs(differenceMg) <= toleranceMg) return [];
  const figures = { difference: `${Math.abs(differenceMg)}`, tolerance: `${toleranceMg}` };
  return [{ rule: 'P10', code: 'difference-beyond-tolerance', at: 'receivedMg', level: 'ask', figures }];
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
  return [draft(act, 'custody.refused', [lot.id], data, noted(input.note))];
}

export interface Counting extends Bags {
  readonly lot: string;
  readonly sealIntact: boolean;
}

/** `custody.relayed`: custody moves by count; what is in the bags nobody has looked at. */
export function relay(facts: Facts, act: Act, input: Counting): Draft[] {
  const { lot, transit } = travelling(facts, act, input.lot);
  const data = countedAs(act, lot, transit, input);
  const doubts = [...otherBags(transit, data), ...brokenSeal(input.sealIntact)];
  return [draft(act, 'custody.relayed', [lot.id], data), ...settle(act, lot.id, doubts)];
}

/** `custody.declined`: bags that are not what was sent stay with whoever sent them. */
export function decline(facts: Facts, act: Act, input: Counting & { readonly note?: string }): Draft[] {
  const { lot, transit } = travelling(facts, act, input.lot);
  const data = countedAs(act, lot, transit, input);
  return [draft(act, 'custody.declined', [lot.id], data, noted(input.note))];
}

function countedAs(act: Act, lot: Lot, { sealed, sentMg }: Transit, input: Counting): CustodyRelayed {
  if (sealed === undefined) throw new Rejection('not-sealed', 'lot', { lot: lot.code });
  const between = { on: act.on, lot: lot.id, from: lot.custodian, to: act.org };
  return { ...between, sentMg, ...counted(input), sealIntact: input.sealIntact };
}

function otherBags({ sealed }: Transit, came: Bags): Doubt[] {
  if (sealed === undefined || sameSeals(sealed, came)) return [];
  const figures = {
    sent: `${sealed.bags}`,
    came: `${came.bags}`,
    ...(sealed.seals.length > 0 && { sealsSent: sealed.seals.join(', ') }),
    ...(came.seals.length > 0 && { sealsCame: came.seals.join(', ') }),
  };
  return [{ rule: 'P10', code: 'count-differs', at: 'bags', level: 'ask', figures }];
}

function noted(note: string | undefined): { name: string; value: string }[] {
  return note === undefined ? [] : [{ name: 'note', value: note }];
}

function travelling(facts: Facts, act: Act, id: string): { lot: Lot; transit: Transit } {
  const lot = lotOf(facts, id);
  const { transit } = lot;
  if (transit === undefined) throw new Rejection('lot-not-in-transit', 'lot', { lot: lot.code });
  if (transit.to !== act.org) throw new Rejection('lot-in-transit', 'lot', { lot: lot.code, to: transit.to });
  notDetained(lot);
  inOrder(act, transit.since, lot.code);
  return { lot, transit };
}
