/**
 * P3, P4 and P5: papers and limits at intake. Gold on the table is never refused for these: it is weighed, receipted and
 * held apart until a person with the right to decide has looked.
 */
import { fineNg } from '../../quantity.js';
import type { Credential, Member, Party, Use } from '../registry.js';
import { standingOf } from '../claims.js';
import type { HoldReason, On } from '../statements.js';

/**
 * Personal monthly limit of gold panners by country, in fine nanograms, with its first day and source.
 * CO: 35 g a month for precious metals, by Resolución 40103 of 2017; the figure itself is own knowledge, to be confirmed.
 */
const PANNER_MONTHLY_LIMIT: Readonly<
  Record<string, { readonly from: string; readonly fineNg: bigint; readonly law: string }>
> = { CO: { from: '2017-02-09', fineNg: 35_000n * 1_000_000n, law: 'Resolución 40103 de 2017' } };

/** Registers a trader must be in to buy and export gold, by the exporter's country. */
const TRADER_LICENCES: Readonly<Record<string, readonly string[]>> = {
  CO: ['rucom'],
  PE: ['recpo', 'reinfo'],
};

/** P4: the miner is known, and a panner's yearly registration covers the day. */
export function registration(member: Member | undefined, day: string): HoldReason[] {
  if (member === undefined) return [{ rule: 'P4', code: 'unknown-member', at: 'member' }];
  if (member.kind !== 'panner') return [];
  if (member.from !== null && day < member.from) return [{ rule: 'P4', code: 'registration-not-yet', at: 'member' }];
  if (member.until !== null && day >= member.until) return [{ rule: 'P4', code: 'registration-lapsed', at: 'member' }];
  return [];
}

/** P3: a production declaration covers one delivery. */
export function declarationUnused(use: Use | undefined, code: string): HoldReason[] {
  if (use === undefined || use.code === code) return [];
  return [{ rule: 'P3', code: 'declaration-used', at: 'declaration' }];
}

/** P5: a panner's calendar month, fine grams, gold without fineness counted at its gross mass. */
export function monthlyLimit(
  member: Member | undefined,
  country: string,
  on: On,
  grossMg: number,
  ppm?: number,
): HoldReason[] {
  const limit = PANNER_MONTHLY_LIMIT[country];
  if (member?.kind !== 'panner' || limit === undefined || on.date < limit.from) return [];
  const before = member.months[on.date.slice(0, 7)] ?? 0n;
  const after = before + fineNg(grossMg, ppm ?? 1_000_000);
  return after > limit.fineNg ? [{ rule: 'P5', code: 'over-monthly-limit', at: 'grossMg' }] : [];
}

/** P4 for traders: a licence in force on the day, or none known for that country. */
export function traderLicenceMissing(party: Party | undefined, day: string): string | undefined {
  const wanted = TRADER_LICENCES[party?.country ?? ''];
  if (wanted === undefined) return undefined;
  const held = (credential: Credential): boolean =>
    wanted.includes(credential.scheme) && standingOf(credential, day) === 'valid';
  return party?.credentials.some(held) === true ? undefined : wanted.join(' / ');
}
