/**
 * What becomes of held gold (a *depósito por regularizar*): a second person releases it, for all its reasons or some of them,
 * returns it to whoever brought it, or refuses it for good.
 */
import type { Draft, Reveal } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import type { Lot } from '../lot.js';
import { inOrder, inOwnHands, notDetained } from '../rules/custody.js';
import { ownerDecided } from '../rules/owners.js';
import type { LotReleased } from '../statements.js';
import { recordersOf, secondPerson, type Authors } from './four-eyes.js';
import { uncountedNg, type Handed } from './handed.js';
import { asksAuthority } from './settling.js';
import type { LotRefused, LotReturned } from './statements.js';

export interface HoldFacts extends Pick<Facts, 'lots'> {
  readonly authors: Authors;
}

export interface Release {
  readonly lot: string;
  readonly reason: string;
  /** Codes of the reasons that are settled; absent: all. */
  readonly codes?: readonly string[];
  /** Number of an authority's permission: the gold is released although the rule stands. */
  readonly authority?: string;
  /** Of what was made of several owners' gold: whose it is. */
  readonly owner?: string;
  /** Whose delivery it was: what holding it kept out of that person's month counts from now on. */
  readonly handed?: Handed;
}

/** The facts a decision on this lot's hold needs. */
export function holdNeeds(lot: string): { readonly lots: string[]; readonly authors: string[] } {
  return { lots: [lot], authors: recordersOf(lot) };
}

/** `lot.released`: the doubt is settled; without any left the gold may be used. Reveals `authority`, and `released` of a miner. */
export function releaseHold(facts: HoldFacts, act: Act, input: Release): Draft[] {
  const lot = held(facts, act, input.lot);
  if (lot.refused !== undefined) throw new Rejection('hold-refused', 'lot', { lot: lot.code, day: lot.refused });
  const { codes, authority, reason, handed } = input;
  const stray = codes?.find((code) => !lot.holds.some((hold) => hold.code === code));
  if (stray !== undefined) {
    const choices = lot.holds.map(({ code }) => code).join(', ');
    throw new Rejection('reason-not-held', 'codes', { lot: lot.code, value: stray, choices });
  }
  const settled = lot.holds.filter(({ code }) => codes?.includes(code) ?? true);
  const strict = settled.find(({ code }) => asksAuthority(code));
  if (strict !== undefined && authority === undefined) {
    throw new Rejection('authority-needed', 'authority', { rule: strict.rule, value: strict.code });
  }
  const owner = ownerDecided(lot, settled, input.owner);
  const data: LotReleased = {
    on: act.on,
    lot: lot.id,
    reason,
    ...(codes !== undefined && { codes: [...new Set(codes)] }),
    ...(authority !== undefined && { basis: 'override' as const }),
    ...(owner !== undefined && { owner }),
  };
  // Ore counts in nobody’s month: what the mill makes of it does.
  const isFree = settled.length === lot.holds.length;
  return [
    draft(
      act,
      'lot.released',
      [lot.id],
      data,
      reveals(lot, authority, isFree && lot.form !== 'ore' ? handed : undefined),
    ),
  ];
}

/** `lot.returned`: all of a delivery, as it came in, goes back to whoever brought it. */
export function returnHeld(facts: HoldFacts, act: Act, input: { lot: string; reason: string }): Draft[] {
  const lot = held(facts, act, input.lot);
  notDetained(lot);
  const untouched = lot.takenMg === 0 && lot.differenceMg === 0 && lot.shipment === undefined;
  const own =
    lot.origin !== undefined && lot.origin.kind !== 'opening' && lot.registrar === act.org && lot.owner === act.org;
  if (!untouched || !own) throw new Rejection('not-returnable', 'lot', { lot: lot.code });
  const data: LotReturned = { on: act.on, lot: lot.id, grossMg: lot.grossMg, reason: input.reason };
  return [draft(act, 'lot.returned', [lot.id], data)];
}

/** `lot.refused`: it is never taken in, and stays apart until it is returned or seized. */
export function refuseHeld(facts: HoldFacts, act: Act, input: { lot: string; reason: string }): Draft[] {
  const lot = held(facts, act, input.lot);
  if (lot.refused !== undefined) throw new Rejection('hold-refused', 'lot', { lot: lot.code, day: lot.refused });
  const data: LotRefused = { on: act.on, lot: lot.id, reason: input.reason };
  return [draft(act, 'lot.refused', [lot.id], data)];
}

/** The lot, held, in the hands of whoever acts, who is a second person. */
function held(facts: HoldFacts, act: Act, id: string): Lot {
  const lot = lotOf(facts, id);
  inOwnHands(lot, act);
  inOrder(act, lot.born.date, lot.code);
  if (lot.holds.length === 0) throw new Rejection('not-held', 'lot', { lot: lot.code });
  secondPerson(facts.authors, act, recordersOf(lot.id));
  return lot;
}

/** P5: it counts in the month in which it was handed in. */
function reveals(lot: Lot, authority: string | undefined, handed: Handed | undefined): Reveal[] {
  const values: Reveal[] = authority === undefined ? [] : [{ name: 'authority', value: authority }];
  const ng = handed === undefined ? 0n : uncountedNg(lot, handed.countedNg);
  if (handed === undefined || ng === 0n) return values;
  const value = { member: handed.member, month: lot.born.date.slice(0, 7), fineNg: `${ng}` };
  return [...values, { name: 'released', value, subject: `member:${lot.registrar}/${handed.member}` }];
}
