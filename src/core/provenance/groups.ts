/**
 * Where the gold comes from, as strangers may know it: by municipality and month, never by site or delivery. A group of
 * fewer than five deliveries could be one family's week: such groups are put together, and their number is not told.
 */
import type { OriginShare } from './origins.js';

export const FEWEST_DELIVERIES = 5;

/** Who took it in, where and when; names a group. */
export interface OriginKey {
  readonly organisation: string | null;
  readonly municipality: string | null;
  /** `YYYY-MM`, `opening`, `unexplained`, or `others` where small groups were put together. */
  readonly period: string;
}

export interface OriginGroup extends OriginKey {
  /** Absent where it is not told, and of gold that was not delivered. */
  readonly deliveries?: number;
  /** Nanograms of fine gold, or milligrams while not assayed. */
  readonly units: bigint;
  /** Tenths of a per cent; those of all groups add up to 1000. */
  readonly tenths: number;
}

type Counted = Omit<OriginGroup, 'tenths'>;

const OTHERS: OriginKey = { organisation: null, municipality: null, period: 'others' };

export interface Origins {
  /** The largest first, then `others`, then what nobody explains. */
  readonly groups: readonly OriginGroup[];
  /** Position in `groups` of the gold of that organisation, municipality and period. */
  readonly indexOf: (key: OriginKey) => number;
}

export function groupsOf(shares: readonly OriginShare[]): Origins {
  const counted = new Map<string, Counted>();
  for (const share of shares)
    add(counted, share, BigInt(share.units), isMonth(share.period) ? share.deliveries : undefined);
  const shown = new Map<string, Counted>();
  const folded = new Set<string>();
  for (const [key, group] of counted) {
    if (!isSmall(group)) shown.set(key, group);
    else {
      folded.add(key);
      add(shown, OTHERS, group.units, group.deliveries);
    }
  }
  const groups = withTenths([...shown.values()].sort(byRankAndSize).map(untellIfFew));
  const places = new Map(groups.map((group, i) => [keyOf(group), i]));
  return { groups, indexOf: (key) => places.get(folded.has(keyOf(key)) ? keyOf(OTHERS) : keyOf(key)) ?? -1 };
}

/** Opening stock and unexplained gold are periods of their own, and nobody's deliveries. */
export function isMonth(period: string): boolean {
  return /^\d{4}-\d{2}$/.test(period);
}

function keyOf({ organisation, municipality, period }: OriginKey): string {
  return JSON.stringify([organisation, municipality, period]);
}

function add(groups: Map<string, Counted>, key: OriginKey, units: bigint, deliveries: number | undefined): void {
  const { organisation, municipality, period } = key;
  const before = groups.get(keyOf(key));
  const count = deliveries === undefined ? {} : { deliveries: (before?.deliveries ?? 0) + deliveries };
  groups.set(keyOf(key), { organisation, municipality, period, units: (before?.units ?? 0n) + units, ...count });
}

function isSmall({ deliveries = FEWEST_DELIVERIES }: Counted): boolean {
  return deliveries < FEWEST_DELIVERIES;
}

function untellIfFew(group: Counted): Counted {
  if (!isSmall(group)) return group;
  const { organisation, municipality, period, units } = group;
  return { organisation, municipality, period, units };
}

const LAST = ['others', 'unexplained'];

function byRankAndSize(a: Counted, b: Counted): number {
  const rank = LAST.indexOf(a.period) - LAST.indexOf(b.period);
  if (rank !== 0) return rank;
  return a.units === b.units ? (keyOf(a) < keyOf(b) ? -1 : 1) : a.units > b.units ? -1 : 1;
}

/** By largest remainder, so that what a reader adds up is the whole. Only for reading: the exact shares are in the proof. */
function withTenths(groups: readonly Counted[]): OriginGroup[] {
  const whole = groups.reduce((sum, { units }) => sum + units, 0n);
  if (whole === 0n) return groups.map((group) => ({ ...group, tenths: 0 }));
  const floors = groups.map(({ units }) => Number((units * 1000n) / whole));
  const missing = 1000 - floors.reduce((sum, tenths) => sum + tenths, 0);
  const remainder = (i: number): bigint => ((groups[i]?.units ?? 0n) * 1000n) % whole;
  const byRemainder = groups.map((_, i) => i).sort((a, b) => (remainder(a) < remainder(b) ? 1 : -1));
  const raised = new Set(byRemainder.slice(0, missing));
  return groups.map((group, i) => ({ ...group, tenths: (floors[i] ?? 0) + (raised.has(i) ? 1 : 0) }));
}
