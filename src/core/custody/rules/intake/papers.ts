/**
 * P3, P4 and P5: papers and limits at intake. Gold on the table is never refused for these: it is weighed, receipted and
 * held apart until a person with the right to decide has looked.
 */
import { monthOf } from '../../../day.js';
import { fineNg, PPM_WHOLE } from '../../../quantity.js';
import { profileOf } from '../../profiles/profiles.js';
import type { Credential, Member, Party, SiteRegistered, Use } from '../../registry.js';
import { standingOf } from '../../claims.js';
import type { Act } from '../../act.js';
import type { Doubt } from '../../doubts.js';
import type { On } from '../../statements.js';
import { PANNER_MONTH_NG, PANNER_YEAR_NG, TRADER_REGISTERS } from '../thresholds/caps.js';
import { inForce } from '../thresholds/dated.js';

/** P4: the miner is known, and the registration that the country asks of such a miner covers the day. */
export function registration(member: Member | undefined, country: string, day: string, named?: string): Doubt[] {
  const about = { rule: 'P4', at: 'member', level: 'hold' } as const;
  if (member === undefined) {
    return [{ ...about, code: 'unknown-member', ...(named !== undefined && { figures: { member: named } }) }];
  }
  const { kind, from, until } = member;
  if (!(profileOf(country)?.registered ?? REGISTERED_ELSEWHERE).includes(kind)) return [];
  if (member.registration === '') return [{ ...about, code: 'registration-unknown', figures: { kind } }];
  if (from !== null && day < from) return [{ ...about, code: 'registration-not-yet', figures: { day, from } }];
  if (until !== null && day >= until) return [{ ...about, code: 'registration-lapsed', figures: { day, until } }];
  return [];
}

/** Of a country without a profile. */
const REGISTERED_ELSEWHERE: readonly string[] = ['panner'];

/** Under which the register keeps a mining title, or what stands for one. */
const MINING_TITLE = 'mining-title';

/**
 * P4: the site's title is known and covers the day. A site without a title is nobody's mine yet; where the register keeps titles of
 * whoever works it, one that is not among them is unknown; of others it keeps none, and can tell nothing. A book is not asked for
 * papers that it has no column for.
 */
export function titleInForce(
  { site, title }: SiteRegistered,
  party: Party | undefined,
  { on: { date: day }, attested }: Pick<Act, 'on' | 'attested'>,
): Doubt[] {
  const credentials = party?.credentials ?? [];
  const papers = title === '' ? [] : credentials.filter(({ number }) => number === title);
  if (papers.some((paper) => standingOf(paper, day) === 'valid')) return [];
  if (papers.length === 0) {
    const isKept = credentials.some(({ scheme }) => scheme === MINING_TITLE);
    if (attested === 'book' || (title !== '' && !isKept)) return [];
    return [
      { rule: 'P4', code: 'title-unknown', at: 'site', level: 'hold', figures: { site, ...(title && { title }) } },
    ];
  }
  return [{ rule: 'P4', code: 'title-not-in-force', at: 'site', level: 'hold', figures: { title, day } }];
}

/** P4: whoever buys gold is in the country's register of traders on that day, where the country has one. */
export function buyerRegistered(party: Party | undefined, day: string): Doubt[] {
  const wanted = traderLicenceMissing(party, day);
  if (wanted === undefined) return [];
  return [{ rule: 'P4', code: 'buyer-not-registered', at: 'origin', level: 'hold', figures: { wanted, day } }];
}

/** P3: a production declaration covers one delivery, or, where it states a quantity, deliveries up to that. */
export function declarationCovers(
  use: Use | undefined,
  { code, declaration = '', declaredMg, grossMg }: Delivered,
): Doubt[] {
  if (use !== undefined && use.code === code) return [];
  const about = { rule: 'P3', at: 'declaration', level: 'hold' } as const;
  const { quantityMg, usedMg } = use?.declared ?? { quantityMg: use === undefined ? declaredMg : undefined, usedMg: 0 };
  if (quantityMg === undefined) {
    return use === undefined ? [] : [{ ...about, code: 'declaration-used', figures: { declaration, other: use.code } }];
  }
  if (usedMg + grossMg <= quantityMg) return [];
  const figures = {
    declaration,
    found: `${usedMg + grossMg}`,
    limit: `${quantityMg}`,
    left: `${Math.max(0, quantityMg - usedMg)}`,
  };
  return [{ ...about, code: 'declaration-exceeded', figures }];
}

interface Delivered {
  readonly code: string;
  readonly grossMg: number;
  readonly declaration?: string;
  readonly declaredMg?: number;
}

/** P3: a photograph shows one weighing, in whoever's books. */
export function photoUnused(use: Use | undefined, org: string, code: string): Doubt[] {
  if (use === undefined || (use.org === org && use.code === code)) return [];
  // Of another organisation's delivery nothing is told but that there is one.
  const figures = use.org === org ? { other: use.code } : {};
  return [{ rule: 'P3', code: 'photo-used', at: 'photo', level: 'hold', figures }];
}

/**
 * P5: a panner's calendar month and year, fine grams, gold without fineness counted at its gross mass. Where the person is known
 * to other buyers of this ledger too, all they took in counts.
 */
export function personalLimit(
  member: Member | undefined,
  country: string,
  on: On,
  grossMg: number,
  ppm?: number,
): Doubt[] {
  if (member?.kind !== 'panner') return [];
  const month = monthOf(on.date);
  const months = member.acrossBuyers ?? member.months;
  const ng = fineNg(grossMg, ppm ?? PPM_WHOLE);
  const beyond = (code: string, limit: bigint | undefined, before: bigint, period: string): Doubt[] => {
    if (limit === undefined || before + ng <= limit) return [];
    const left = before > limit ? 0n : limit - before;
    const figures = { month: period, found: `${before + ng}`, limit: `${limit}`, left: `${left}` };
    return [{ rule: 'P5', code, at: 'grossMg', level: 'hold', figures }];
  };
  const overMonth = beyond(
    'over-monthly-limit',
    inForce(PANNER_MONTH_NG, on.date, country),
    months[month] ?? 0n,
    month,
  );
  if (overMonth.length > 0) return overMonth;
  const year = on.date.slice(0, 4);
  return beyond('over-yearly-limit', inForce(PANNER_YEAR_NG, on.date, country), ofYear(months, year), year);
}

function ofYear(months: Member['months'], year: string): bigint {
  const ofIt = Object.entries(months).filter(([month]) => month.startsWith(`${year}-`));
  return ofIt.reduce((sum, [, ng]) => sum + ng, 0n);
}

/** P4 for traders: a licence in force on the day, or none known for that country. */
export function traderLicenceMissing(party: Party | undefined, day: string): string | undefined {
  const wanted = inForce(TRADER_REGISTERS, day, party?.country ?? '');
  if (wanted === undefined) return undefined;
  const held = (credential: Credential): boolean =>
    wanted.includes(credential.scheme) && standingOf(credential, day) === 'valid';
  return party?.credentials.some(held) === true ? undefined : wanted.join(' / ');
}
