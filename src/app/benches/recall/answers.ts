/** How long acts of others waited for their answers, while something ran or before. */

/** Of one act, in milliseconds of `performance.now()`. */
export interface Timed {
  readonly began: number;
  readonly ended: number;
}

export interface Answers {
  readonly acts: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

export function answersOf(acts: readonly Timed[]): Answers {
  const sorted = acts.map(({ began, ended }) => ended - began).toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return { acts: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @param of at least one figure */
export function spreadOf(of: readonly number[]): Spread {
  const sorted = of.toSorted((a, b) => a - b).map((ms) => Math.round(10 * ms) / 10);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 };
}
