/**
 * The red flags of the OECD Gold Supplement, raised from what the ledger itself tells of a supplier's gold: where it was dug, how
 * much, in which form, and what did not fit. Pure; the figures say why. Only gold that came to the buyer is looked at.
 */
import { addMonths } from '../../day.js';
import { inForce } from '../rules/thresholds/dated.js';
import { DIFFERENCES, RECENT_MONTHS } from '../rules/thresholds/diligence.js';
import type { FlagId, Finding, Place } from './statements.js';

/** Gold of one site and month that reached the buyer through the supplier. */
export interface Sourced {
  readonly country: string;
  readonly region: string;
  readonly site: string;
  /** `YYYY-MM` in which it was registered. */
  readonly month: string;
  readonly fineNg: bigint;
  /** Of the site's month; 0 where none is registered. */
  readonly capacityMg: number;
  readonly recycled: boolean;
  /** Last day on which some of it was received. */
  readonly received: string;
}

export interface FlagFacts {
  readonly day: string;
  readonly supplierCountry: string;
  /** Of beneficial owners, as far as known. */
  readonly ownerCountries: readonly string[];
  readonly places: readonly Place[];
  readonly sourced: readonly Sourced[];
  readonly openHolds: number;
  readonly openQuestions: number;
  readonly differences: number;
}

export interface Flag {
  readonly id: FlagId;
  readonly figures: Readonly<Record<string, string>>;
}

/** Ascending by id. */
export function redFlags(facts: FlagFacts): Flag[] {
  const { day, places, sourced, supplierCountry } = facts;
  const at = (one: Sourced): Finding | undefined => findingOf(places, one.country, one.region);
  const atRisk = sourced.filter((one) => at(one) === 'cahra');
  const transit = sourced.filter((one) => at(one) === 'transit');
  const here = findingOf(places, supplierCountry);
  const recycled = sourced.filter((one) => one.recycled);
  const over = sourced.filter(({ fineNg, capacityMg }) => fineNg > BigInt(capacityMg) * 1_000_000n);
  const interests = [...new Set([supplierCountry, ...facts.ownerCountries])].filter((country) =>
    risky(places, country),
  );
  const since = addMonths(day, -(inForce(RECENT_MONTHS, day) ?? 0));
  const recent = [...atRisk, ...transit].filter(({ received }) => received >= since);
  return [
    ...raised('R1', atRisk.length > 0 || here === 'cahra', {
      places: named([...atRisk.map(placeOf), ...(here === 'cahra' ? [supplierCountry] : [])]),
    }),
    ...raised('R2', over.length > 0, {
      sites: named(over.map(({ site, month }) => `${site} ${month}`)),
      percent: most(over),
    }),
    ...raised('R3', transit.length > 0, { places: named(transit.map(placeOf)) }),
    ...raised('R4', recycled.length > 0 && (here === 'transit' || here === 'cahra'), {
      country: supplierCountry,
      lots: String(recycled.length),
    }),
    ...raised('R5', interests.length > 0, { places: named(interests) }),
    ...raised('R6', recent.length > 0, { places: named(recent.map(placeOf)), since }),
    ...raised('R7', anomalous(facts), {
      holds: String(facts.openHolds),
      questions: String(facts.openQuestions),
      differences: String(facts.differences),
    }),
  ];
}

/** Countries and regions of gold that no determination speaks of. */
export function undetermined({ places, sourced, supplierCountry }: FlagFacts): string[] {
  const all = [...sourced.map(({ country, region }) => [country, region] as const), [supplierCountry, ''] as const];
  return [
    ...new Set(
      all.filter(([country, region]) => findingOf(places, country, region) === undefined).map(([country]) => country),
    ),
  ].sort();
}

/** A region's own finding before its country's. */
export function findingOf(places: readonly Place[], country: string, region?: string): Finding | undefined {
  const own = places.find(
    (place) => place.country === country && place.region !== undefined && place.region === region,
  );
  return (own ?? places.find((place) => place.country === country && place.region === undefined))?.finding;
}

function risky(places: readonly Place[], country: string): boolean {
  return places.some((place) => place.country === country && place.region === undefined && place.finding !== 'clear');
}

function anomalous({ day, openHolds, openQuestions, differences }: FlagFacts): boolean {
  return openHolds > 0 || openQuestions > 0 || differences >= (inForce(DIFFERENCES, day) ?? Infinity);
}

function placeOf({ country, region }: Sourced): string {
  return region === '' ? country : region;
}

function named(words: readonly string[]): string {
  return [...new Set(words)].sort().join(', ');
}

/** The most that one of them is of its site's capacity, in whole per cent, rounded down. */
function most(over: readonly Sourced[]): string {
  const percents = over.map(({ fineNg, capacityMg }) =>
    capacityMg === 0 ? 0n : (fineNg * 100n) / (BigInt(capacityMg) * 1_000_000n),
  );
  return String(percents.reduce((top, one) => (one > top ? one : top), 0n));
}

function raised(id: FlagId, is: boolean, figures: Flag['figures']): Flag[] {
  return is ? [{ id, figures }] : [];
}
