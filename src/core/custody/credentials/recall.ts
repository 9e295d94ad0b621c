/**
 * Recall: what rests on a paper, site, party or lot that should not have been relied on. One statement names the cause; every
 * lot made of such gold, before or later, is held by it until somebody else lifts it. Nothing said in the past changes.
 *
 * A recall is known by the sid of its statement. It stands among the papers of the holder (`credential.recalled`) or in the
 * chain of its lot (`lot.recalled`), so that evidence made after it cannot leave it out.
 */
import type { Json } from '../../log/canonical-json.js';
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { secondPerson, type Authors } from '../holds/four-eyes.js';
import { notInFuture } from '../rules/custody.js';
import type { On } from '../statements.js';
import { mayIssue, type Speaker } from './issuers.js';

/** Why, in a word; what exactly happened is told in the note. */
export const RECALL_REASONS = [
  'withdrawn',
  'party-rejected',
  'party-suspended',
  'site-red',
  'origin-false',
  'other',
] as const;
export type RecallReason = (typeof RECALL_REASONS)[number];

/**
 * `credential.recalled`: gold vouched for by the paper `number`; or mined at `site`; or, with neither, whatever the holder brought
 * in, bought or sold. Acts on days from `from` inclusive to `until` exclusive.
 */
export interface PapersRecalled {
  readonly on: On;
  readonly holder: string;
  readonly scheme?: string;
  readonly number?: string;
  readonly site?: string;
  readonly from: string;
  readonly until?: string;
  readonly reason: string;
  /** Whose word it is; absent: the register's. */
  readonly says?: 'organisation';
}

/** `lot.recalled`: this lot. */
export interface LotRecalled {
  readonly on: On;
  readonly lot: string;
  readonly reason: string;
  readonly says?: 'organisation';
}

/** `credential.recall-lifted` and `lot.recall-lifted`; `of` is the recall's sid, lowercase hex. */
export interface RecallLifted {
  readonly on: On;
  readonly holder?: string;
  readonly lot?: string;
  readonly of: string;
  readonly reason: string;
}

/** A recall as decisions look at it. */
export interface Recall {
  readonly sid: string;
  /** Who opened it. */
  readonly org: string;
  readonly cause: Cause;
  readonly lifted: boolean;
}

export type Cause = Omit<PapersRecalled, 'on'> | Omit<LotRecalled, 'on'>;

export type Papers = Omit<PapersRecalled, 'on'>;

export function recallOfPapers(act: Act, input: Papers, speaker: Speaker): Draft[] {
  const { holder, scheme, number, site, from, until, reason } = input;
  const data: PapersRecalled = {
    on: act.on,
    holder,
    ...(scheme !== undefined && { scheme }),
    ...(number !== undefined && { number }),
    ...(site !== undefined && { site }),
    from,
    ...(until !== undefined && { until }),
    reason,
    ...saying(speaker),
  };
  return [draft(act, 'credential.recalled', [], data)];
}

/** Who issues the paper may recall what rests on it; a site and a party only compliance of the register may. */
export function recallPapers(facts: Pick<Facts, 'parties'>, act: Act, input: Papers, speaker: Speaker): Draft[] {
  notInFuture(act);
  const party = facts.parties.get(input.holder);
  if (party === undefined) throw new Rejection('unknown-organisation', 'holder', { organisation: input.holder });
  const { scheme, number, site, from, until } = input;
  if ((scheme === undefined) !== (number === undefined) || (number !== undefined && site !== undefined)) {
    throw new Rejection('malformed', 'number', { choices: 'scheme and number; site; neither' });
  }
  if (until !== undefined && until <= from) throw new Rejection('chronology', 'until', { day: until, notBefore: from });
  const paper = party.credentials.find((one) => one.scheme === scheme && one.number === number);
  if (number !== undefined && paper === undefined) throw new Rejection('not-found', 'number', { value: number });
  if (speaker === 'organisation') {
    const own = scheme !== undefined && paper?.issuer === act.org && act.org !== input.holder;
    if (!own || !mayIssue(facts.parties.get(act.org), scheme, act.on.date)) {
      throw new Rejection('not-the-issuer', 'holder', { organisation: act.org, scheme: scheme ?? 'site, party' });
    }
  }
  return recallOfPapers(act, input, speaker);
}

/** `lot.recalled`: whoever registered the lot or owns it, or compliance of the register. */
export function recallLot(
  facts: Pick<Facts, 'lots'>,
  act: Act,
  { lot: id, reason }: Omit<LotRecalled, 'on'>,
  speaker: Speaker,
): Draft[] {
  notInFuture(act);
  const lot = lotOf(facts, id);
  if (speaker === 'organisation' && lot.registrar !== act.org && lot.owner !== act.org) {
    throw new Rejection('lot-not-yours', 'lot', { lot: lot.code, owner: lot.owner });
  }
  const data: LotRecalled = { on: act.on, lot: id, reason, ...saying(speaker) };
  return [draft(act, 'lot.recalled', [id], data)];
}

export interface RecallFacts {
  readonly recalls: ReadonlyMap<string, Recall>;
  /** Persons who opened it, by the recall's sid (`Act.by`). */
  readonly authors: Authors;
}

/** Statement types that change, set-based, what is known of lots they do not name: each goes in a batch of its own. */
export const RECALLING: ReadonlySet<string> = new Set([
  'credential.withdrawn',
  'credential.recalled',
  'credential.recall-lifted',
  'lot.recalled',
  'lot.recall-lifted',
]);

/** Lifted by whoever opened it, or compliance of the register, and never by the same person (P25). */
export function liftRecall(
  facts: RecallFacts,
  act: Act,
  input: { of: string; reason: string },
  speaker: Speaker,
): Draft[] {
  notInFuture(act);
  const recall = facts.recalls.get(input.of);
  if (recall === undefined) throw new Rejection('unknown-recall', 'of', { recall: input.of });
  const own = recall.org === act.org && recall.cause.says === 'organisation';
  if (speaker === 'organisation' && !own) throw new Rejection('unknown-recall', 'of', { recall: input.of });
  if (recall.lifted) throw new Rejection('recall-lifted', 'of', { recall: input.of });
  secondPerson(facts.authors, act, [input.of]);
  const { cause } = recall;
  const about = 'lot' in cause ? { lot: cause.lot } : { holder: cause.holder };
  const data: RecallLifted = { on: act.on, ...about, of: input.of, reason: input.reason };
  const lots = 'lot' in cause ? [cause.lot] : [];
  return [draft(act, `${'lot' in cause ? 'lot' : 'credential'}.recall-lifted`, lots, data)];
}

function saying(speaker: Speaker): { readonly says?: 'organisation' } {
  return speaker === 'register' ? {} : { says: speaker };
}

/** What a recall statement says of its cause. */
export function causeOf(type: string, data: { readonly [name: string]: Json }): Cause {
  const { on: _on, device: _device, ...cause } = data;
  if (type !== 'credential.recalled' && type !== 'lot.recalled') throw new Error(`bug: ${type} recalls nothing`);
  return cause as unknown as Cause;
}
