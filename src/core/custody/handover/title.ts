/**
 * Title says its basis and moves apart from custody: at once, with the buyer's acceptance of the gold, with a settlement, or
 * never. The owner alone says what the public page shows.
 */
import { isDay } from '../../day.js';
import type { Json } from '../../log/canonical-json.js';
import type { Draft, Reveal } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { judge } from '../claims.js';
import { fineNg, PPM_WHOLE } from '../../quantity.js';
import { settle, type Doubt } from '../doubts.js';
import type { Lot } from '../lot.js';
import type { AccessGranted } from '../registry.js';
import { inOrder, notDetained, notHeld, notInFuture, notPromised } from '../rules/custody.js';
import { notSpent } from '../rules/mass.js';
import { lostBySale } from '../rules/mixing.js';
import { volumesId, withinPapers } from '../volumes/papers.js';
import type { Passes, TitleAgreed, TitleDeclined, TitlePassing, TitleTransferred } from './statements.js';
import type { Judged } from '../statements.js';
import { counterparty } from './counterparty.js';

export interface Sale {
  readonly lot: string;
  readonly to: string;
  readonly basis: TitleTransferred['basis'];
  readonly document?: string;
  /** Where nothing is said: of toll never, of consignment with the settlement, else at once. */
  readonly passes?: 'now' | Passes;
  /** First day on which the owner is free again, where title does not pass at once. */
  readonly until?: string;
  /** Price terms: kept beside the ledger. */
  readonly terms?: { readonly [name: string]: Json };
}

const USUALLY: Readonly<Record<Sale['basis'], 'now' | Passes>> = {
  sale: 'now',
  agency: 'now',
  advance: 'now',
  consignment: 'on-settlement',
  toll: 'never',
};

/** `title.transferred`, or `title.agreed` where it passes later: then the owner stays owner, wherever the gold is. */
export function sell(facts: Facts, act: Act, input: Sale): Draft[] {
  const passes = input.passes ?? USUALLY[input.basis];
  // Gold that is worked for a fee stays whose it is.
  if (input.basis === 'toll' && passes !== 'never') {
    throw new Rejection('malformed', 'passes', { value: passes, choices: 'never' });
  }
  return passes === 'now' ? transferTitle(facts, act, input) : agree(facts, act, { ...input, passes });
}

/** `title.transferred`: for each claim still carried, how seller and buyer themselves stood on this day. */
export function transferTitle(facts: Facts, act: Act, input: Sale): Draft[] {
  const lot = saleable(facts, act, input);
  const claims = judged(facts, act, lot, act.org, input.to);
  const data: TitleTransferred = {
    on: act.on,
    lot: lot.id,
    from: act.org,
    to: input.to,
    basis: input.basis,
    ...(input.document !== undefined && { document: input.document }),
    claims,
  };
  const sale = draft(act, 'title.transferred', [lot.id], data, priced(input));
  return [sale, ...settle(act, lot.id, [...lostBySale(lot, claims, act.on.date), ...soldWithin(facts, act, lot)])];
}

/** P6: the seller's papers cover this much gold. What is sold is sold: a person is asked. */
export function soldWithin(
  facts: Facts,
  { on: { date: day } }: Act,
  { owner, form, ...lot }: Lot,
  grossMg = lot.grossMg,
): Doubt[] {
  const counted = facts.volumes?.get(volumesId(owner, 'sale', day));
  if (counted === undefined) return [];
  const ng = fineNg(grossMg, lot.fineness?.ppm ?? PPM_WHOLE);
  return withinPapers(facts.parties.get(owner), counted, { activity: 'sale', form, ng, day });
}

function agree(facts: Facts, act: Act, input: Sale & { readonly passes: Passes }): Draft[] {
  const lot = saleable(facts, act, input);
  notSpent(lot);
  const { to, basis, passes, document, until } = input;
  if (until !== undefined && (!isDay(until) || until <= act.on.date)) {
    throw new Rejection('chronology', 'until', { lot: lot.code, day: until, notBefore: act.on.date });
  }
  const data: TitleAgreed = {
    on: act.on,
    lot: lot.id,
    from: act.org,
    to,
    basis,
    passes,
    ...(document !== undefined && { document }),
    ...(until !== undefined && { until }),
  };
  return [draft(act, 'title.agreed', [lot.id], data, priced(input))];
}

/** `title.declined`: the buyer gives up what was agreed, and the owner may offer the lot to another. */
export function declineTitle(facts: Facts, act: Act, id: string): Draft[] {
  const lot = lotOf(facts, id);
  if (lot.agreed?.to !== act.org) throw new Rejection('not-promised', 'lot', { lot: lot.code });
  notInFuture(act);
  const data: TitleDeclined = { on: act.on, lot: lot.id, from: lot.owner, to: act.org };
  return [draft(act, 'title.declined', [lot.id], data)];
}

/** What was agreed to pass with this acceptance, judged on its day. */
export function passing(facts: Facts, act: Act, { agreed, owner, ...lot }: Lot): TitlePassing | undefined {
  if (agreed?.passes !== 'on-acceptance' || agreed.to !== act.org) return undefined;
  // Held or recalled gold is taken in where it arrives, and sold by nobody: its owner sells it once the doubt is settled.
  if (lot.holds.length > 0 || lot.recalls?.length) return undefined;
  if (agreed.until !== undefined && act.on.date >= agreed.until) return undefined;
  counterparty(facts, act, owner);
  return {
    from: owner,
    basis: agreed.basis,
    claims: judged(facts, act, lot, owner, act.org),
    ...(agreed.document !== undefined && { document: agreed.document }),
  };
}

/** P2: the owner's own, kept by nobody, and promised to no other buyer. */
function saleable(facts: Facts, act: Act, { lot: id, to }: Sale): Lot {
  const lot = lotOf(facts, id);
  if (lot.owner !== act.org) throw new Rejection('lot-not-yours', 'lot', { lot: lot.code, owner: lot.owner });
  notHeld(lot);
  notDetained(lot);
  inOrder(act, lot.movedOn, lot.code);
  if (lot.agreed?.to !== to) notPromised(lot, act);
  counterparty(facts, act, to);
  return lot;
}

function judged(facts: Facts, act: Act, lot: Pick<Lot, 'claims' | 'form'>, seller: string, buyer: string): Judged[] {
  const use = { activity: 'sale', form: lot.form } as const;
  const carried = lot.claims.filter((claim) => claim.carried);
  return carried.flatMap(({ scheme }) =>
    [seller, buyer].map((side) => judge(facts.parties.get(side), side, scheme, use, act.on.date)),
  );
}

function priced({ terms }: Sale): Reveal[] {
  return terms === undefined ? [] : [{ name: 'terms', value: terms }];
}

/** `access.granted`: what the public page may show; the owner alone decides. */
export function release(facts: Facts, act: Act, id: string): Draft[] {
  const lot = lotOf(facts, id);
  if (lot.owner !== act.org) throw new Rejection('lot-not-yours', 'lot', { lot: lot.code, owner: lot.owner });
  notHeld(lot);
  const data: AccessGranted = { lot: id, audience: 'public' };
  return [draft(act, 'access.granted', [id], data)];
}
