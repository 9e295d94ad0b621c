/**
 * Composition of a lot by origin, exact and monotone.
 *
 * A lot's gold lies in line as [0, total); what is taken comes off the front, so a take is an interval [a, b). An origin's
 * share of it is A(b) - A(a), where A allots the first y units by halving: origins in lot-id order, the first half (rounded
 * down) gets floor(y * L / T), L its weight and T the whole's, the second half the rest, and so on down. A is monotone in
 * y for every origin, so shares sum to the whole at every step and none is ever negative.
 *
 * Units are nanograms of fine gold; for a lot nobody assayed yet they are milligrams of gross mass.
 */
export interface Composition {
  /** Origin lot ids, ascending, each with a weight above zero. */
  readonly origins: readonly string[];
  readonly weights: readonly bigint[];
  /** How much has been taken off the front. */
  readonly taken: bigint;
}

/** Units per origin lot id. */
export type Shares = ReadonlyMap<string, bigint>;

export function totalOf(shares: Shares): bigint {
  let total = 0n;
  for (const units of shares.values()) total += units;
  return total;
}

export function compositionOf(shares: Shares): Composition {
  const origins = [...shares].filter(([, units]) => units > 0n).sort(([a], [b]) => (a < b ? -1 : 1));
  return { origins: origins.map(([id]) => id), weights: origins.map(([, units]) => units), taken: 0n };
}

/** What is still there, per origin. */
export function rest(composition: Composition): Shares {
  return interval(composition, composition.taken, sum(composition.weights));
}

/** Takes `units` off the front: the shares taken, and the composition left. */
export function take(composition: Composition, units: bigint): { shares: Shares; left: Composition } {
  const end = composition.taken + units;
  return { shares: interval(composition, composition.taken, end), left: { ...composition, taken: end } };
}

/** Rescales shares to a new total by the same A: what a re-basing or a weighing difference does to what is left. */
export function rescale(shares: Shares, total: bigint): Shares {
  const { origins, weights } = compositionOf(shares);
  const units = allot(weights, total);
  return new Map(origins.map((id, i) => [id, units[i] ?? 0n]));
}

/** Adds shares of several takes into one pool. */
export function pool(parts: Iterable<Shares>): Shares {
  const sums = new Map<string, bigint>();
  for (const part of parts) for (const [id, units] of part) sums.set(id, (sums.get(id) ?? 0n) + units);
  return sums;
}

function interval(composition: Composition, from: bigint, to: bigint): Shares {
  const before = allot(composition.weights, from);
  const after = allot(composition.weights, to);
  return new Map(composition.origins.map((id, i) => [id, (after[i] ?? 0n) - (before[i] ?? 0n)]));
}

/** A(units) for every weight at once. */
export function allot(weights: readonly bigint[], units: bigint): bigint[] {
  const shares = Array.from<bigint>({ length: weights.length }).fill(0n);
  if (weights.length === 0) return shares;
  const upTo = [0n];
  for (const weight of weights) upTo.push((upTo.at(-1) ?? 0n) + weight);
  const weigh = (from: number, to: number): bigint => (upTo[to] ?? 0n) - (upTo[from] ?? 0n);

  const halve = (from: number, to: number, y: bigint): void => {
    if (to - from === 1) {
      shares[from] = y;
      return;
    }
    const middle = (from + to) >> 1;
    const first = (y * weigh(from, middle)) / weigh(from, to);
    halve(from, middle, first);
    halve(middle, to, y - first);
  };
  halve(0, weights.length, units);
  return shares;
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
