/** Handover: dispatch, acceptance or refusal, and title. Custody moves on acceptance only; title says its basis. */
import type { Draft } from '../log/statement.js';
import { Rejection } from '../rejection.js';
import { draft, lotOf, type Act, type Facts } from './act.js';
import { judge } from './claims.js';
import { hold } from './intake.js';
import type { AccessGranted, Party } from './registry.js';
import type { Lot } from './lot.js';
import { inOrder, mayUse, notHeld } from './rules/custody.js';
import { notSpent, positive, weighingToleranceMg } from './rules/mass.js';
import type { CustodyDispatched, CustodyReceived, CustodyRefused, HoldReason, TitleTransferred } from './statements.js';

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
  party(facts, input.to);
  const doubts = sealDoubt(facts, act, lot, input.seal);
  const data: CustodyDispatched = {
    on: act.on,
    lot: lot.id,
    from: act.org,
    to: input.to,
    sentMg: input.sentMg,
    ...(input.seal !== undefined && { seal: input.seal }),
  };
  const drafts = [draft(act, 'custody.dispatched', [lot.id], data)];
  return doubts.length === 0 ? drafts : [...drafts, hold(act, lot.id, doubts)];
}

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
  return [...drafts, hold(act, lot.id, [{ rule: 'P10', code: 'difference-beyond-tolerance', at: 'receivedMg' }])];
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
  const buyer = party(facts, input.to);
  const carried = lot.claims.filter((claim) => claim.carried);
  const data: TitleTransferred = {
    on: act.on,
    lot: lot.id,
    from: act.org,
    to: input.to,
    basis: input.basis,
    ...(input.document !== undefined && { document: input.document }),
    claims: carried.flatMap(({ scheme }) => [
      judge(facts.parties.get(act.org), act.org, scheme, 'party', act.on.date),
      judge(buyer, input.to, scheme, 'party', act.on.date),
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

function travelling(facts: Facts, act: Act, id: string): { lot: Lot; transit: NonNullable<Lot['transit']> } {
  const lot = lotOf(facts, id);
  const { transit } = lot;
  if (transit === undefined) throw new Rejection('lot-not-in-transit', 'lot', { lot: lot.code });
  if (transit.to !== act.org) throw new Rejection('lot-in-transit', 'lot', { lot: lot.code, to: transit.to });
  inOrder(act, transit.since, lot.code);
  return { lot, transit };
}

/** P3: a seal is reused only when it is on another bar; the bar travels on, held apart. */
function sealDoubt(facts: Facts, act: Act, lot: Lot, seal: string | undefined): HoldReason[] {
  const use = seal === undefined ? undefined : facts.uses.get(`seal:${act.org}:${seal}`);
  return use === undefined || use.lot === lot.id ? [] : [{ rule: 'P3', code: 'seal-used', at: 'seal' }];
}

function party(facts: Facts, id: string): Party {
  const found = facts.parties.get(id);
  if (found === undefined) throw new Rejection('unknown-organisation', 'to', { organisation: id });
  return found;
}
