/**
 * P3, P4 and P5: papers and limits at intake. Gold on the table is never refused for these: it is weighed, receipted and
 * held apart until a person with the right to decide has looked.
 */
import { fineNg } from '../../quantity.js';
import type { Credential, Member, Party, Use } from '../registry.js';
import { standingOf } from '../claims.js';
import type { Doubt } from '../doubts.js';
import type { On } from '../statements.js';

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
export function registration(member: Member | undefined, day: string, named?: string): Doubt[] {
  const about = { rule: 'P4', at: 'member', level: 'hold' } as const;
  if (member === undefined) {
    return [{ ...about, code: 'unknown-member', ...(named !== undefined && { figures: { member: named } }) }];
  }
  const { kind, from, until } = member;
  if (kind !== 'panner') return [];
  if (from !== null && day < from) return [{ ...about, code: 'registration-not-yet', figures: { day, from } }];
  if (until !== null && day >= until) return [{ ...about, code: 'registration-lapsed', figures: { day, until } }];
  return [];
}

/** P3: a production declaration covers one delivery. */
export function declarationUnused(use: Use | undefined, code: string, declaration = ''): Doubt[] {
  if (use === undefined || use.code === code) return [];
  const figures = { declaration, other: use.code };
  return [{ rule: 'P3', code: 'declaration-used', at: 'declaration', level: 'hold', figures }];
}

/** P5: a panner's calendar month, fine grams, gold without fineness counted at its gross mass. */
export function monthlyLimit(
  member: Member | undefined,
  country: string,
  on: On,
  grossMg: number,
  ppm?: number,
): Doubt[] {
  const limit = PANNER_MONTHLY_LIMIT[country];
  if (member?.kind !== 'panner' || limit === undefined || on.date < limit.from) return [];
  const month = on.date.slice(0, 7);
  const before = member.months[month] ?? 0n;
  const after = before + fineNg(grossMg, ppm ?? 1_000_000);
  if (after <= limit.fineNg) return [];
  const left = before > limit.fineNg ? 0n : limit.fineNg - before;
  const figures = { month, found: `${after}`, limit: `${limit.fineNg}`, left: `${left}` };
  return [{ rule: 'P5', code: 'over-monthly-limit', at: 'grossMg', level: 'hold', figures }];
}

/** P4 for traders: a licence in force on the day, or none known for that country. */
export function traderLicenceMissing(party: Party | undefined, day: string): string | undefined {
  const wanted = TRADER_LICENCES[party?.country ?? ''];
  if (wanted === undefined) return undefined;
  const held = (credential: Credential): boolean =>
    wanted.includes(credential.scheme) && standingOf(credential, day) === 'valid';
  return party?.credentials.some(held) === true ? undefined : wanted.join(' / ');
}
