/**
 * P19: what straw miners leave behind, in whose name others sell. Each is a coincidence that an honest cooperative has too, so it
 * asks a person to look, once; it never holds gold and never keeps anybody's pay. It rests on counts beside the ledger, and replay
 * does not judge it again.
 */
import { addMonths, monthOf } from '../../../day.js';
import { fineNg, PPM_WHOLE } from '../../../quantity.js';
import type { Doubt } from '../../doubts.js';
import type { Member } from '../../registry.js';
import type { On } from '../../statements.js';
import { figureFor, type OwnThresholds } from '../own/own.js';
import { PANNER_MONTH_NG } from '../thresholds/caps.js';
import { inForce } from '../thresholds/dated.js';

export interface Delivered {
  readonly grossMg: number;
  readonly ppm?: number | undefined;
}

/** Under which the deliveries of a day and site that weigh the same are counted. */
export function alikeId(org: string, site: string, day: string, grossMg: number): string {
  return JSON.stringify([org, site, day, grossMg]);
}

/** @param alike deliveries of that day and site that weighed the same, before this one */
export function strawMiner(
  member: Member | undefined,
  country: string,
  on: On,
  gold: Delivered,
  alike: number,
  own?: OwnThresholds,
): Doubt[] {
  return [
    ...weightsAlike(on.date, gold, alike, own),
    ...(member === undefined
      ? []
      : [...shares(member, on.date, own), ...justUnder(member, country, on.date, gold, own)]),
  ];
}

/** Asked with the first gold of a month, not with every delivery. */
function shares(member: Member, day: string, own: OwnThresholds | undefined): Doubt[] {
  const most = figureFor(own, 'shared-by-others', day);
  const { shared, months } = member;
  if (most === undefined || shared === undefined || months[monthOf(day)] !== undefined) return [];
  const asked = (code: string, at: string, others: number): Doubt[] =>
    others < most
      ? []
      : [{ rule: 'P19', code, at, level: 'ask', figures: { others: `${others}`, most: `${most - 1}` } }];
  return [...asked('account-shared', 'member', shared.account), ...asked('phone-shared', 'member', shared.phone)];
}

/** Asked with the one that makes them too many. */
function weightsAlike(day: string, { grossMg }: Delivered, alike: number, own: OwnThresholds | undefined): Doubt[] {
  if (alike !== figureFor(own, 'weights-alike', day)) return [];
  const figures = { found: `${grossMg}`, count: `${alike + 1}` };
  return [{ rule: 'P19', code: 'weights-alike', at: 'grossMg', level: 'ask', figures }];
}

/** Asked with the delivery that brings a third month running just under the personal limit. */
function justUnder(
  member: Member,
  country: string,
  day: string,
  { grossMg, ppm }: Delivered,
  own: OwnThresholds | undefined,
): Doubt[] {
  const limit = inForce(PANNER_MONTH_NG, day, country);
  const near = figureFor(own, 'just-under-limit', day);
  if (member.kind !== 'panner' || limit === undefined || near === undefined) return [];
  const months = member.acrossBuyers ?? member.months;
  const month = monthOf(day);
  const isJustUnder = (ng: bigint) => ng <= limit && ng * BigInt(PPM_WHOLE) >= limit * BigInt(near);
  const before = months[month] ?? 0n;
  const found = before + fineNg(grossMg, ppm ?? PPM_WHOLE);
  const earlier = Array.from({ length: figureFor(own, 'months-just-under', day) ?? 0 }, (_, i) =>
    monthOf(addMonths(`${month}-01`, -1 - i)),
  );
  if (isJustUnder(before) || !isJustUnder(found)) return [];
  if (!earlier.every((one) => isJustUnder(months[one] ?? 0n))) return [];
  const figures = { found: `${found}`, limit: `${limit}`, months: `${earlier.length + 1}` };
  return [{ rule: 'P19', code: 'just-under-limit', at: 'grossMg', level: 'ask', figures }];
}
