/**
 * Ore: rock that holds gold, before the mill. It has a mass, a moisture and a grade, and no fine gold: that is born where the
 * mill recovers it. Grades are milligrams of gold in a tonne (10^9 mg) of dry ore, so that 1 mg of dry ore of 1 mg/t holds
 * 10^-3 ng.
 */
import type { Lot } from '../lot.js';
import type { Ore } from '../statements.js';

const PPM_WHOLE = 1_000_000n;

export function isOre(lot: Pick<Lot, 'ore'>): boolean {
  return lot.ore !== undefined;
}

/** Dry mass, milligrams, rounded down. */
export function dryMgOf(grossMg: number, { moisturePpm = 0 }: Ore): bigint {
  return (BigInt(grossMg) * (PPM_WHOLE - BigInt(moisturePpm))) / PPM_WHOLE;
}

/** Gold it holds by its grade, nanograms, rounded down; undefined while nobody has sampled it. */
export function containedNgOf(grossMg: number, ore: Ore): bigint | undefined {
  return ore.gradeMgPerT === undefined ? undefined : (dryMgOf(grossMg, ore) * BigInt(ore.gradeMgPerT)) / 1000n;
}

/**
 * How the gold a campaign recovers falls to the ore that went in: by contained gold where all of it has a grade, else by dry
 * mass. At least 1 each, so that no ore that was milled vanishes.
 */
export function weightsOf(takes: readonly { readonly grossMg: number; readonly ore: Ore }[]): bigint[] {
  const graded = takes.every(({ ore }) => ore.gradeMgPerT !== undefined);
  return takes.map(({ grossMg, ore }) => (graded ? containedNgOf(grossMg, ore) : dryMgOf(grossMg, ore)) || 1n);
}
