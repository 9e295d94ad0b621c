/**
 * How fineness is read, and which reading governs. The rank is part of the ledger's format (docs/ledger-format.md §7), so that
 * every reader replays the same choice: the best governs, among equals the later.
 */
import type { Fineness, Method } from '../statements.js';

/** A melt's calculated fineness is better than a stroke on the stone. */
const RANK: readonly Method[] = ['estimate', 'touchstone', 'calculated', 'xrf', 'fire-assay', 'umpire'];

/**
 * Whether a reading takes over from the one that governs. An umpire's stands above the parties' own; an `outturn` has no rank:
 * it is of what the refinery melted, and re-bases that in the refining itself.
 *
 * @param stands where it replaces an earlier reading: that one's place in time is kept, so it governs if that one did
 */
export function governs(reading: Fineness, current: Fineness | undefined, stands?: boolean): boolean {
  const rank = RANK.indexOf(reading.method);
  if (rank === -1 || stands !== undefined) return stands === true || rank > rankOf(current);
  return rank >= rankOf(current);
}

/** -1 of none. */
export function rankOf(fineness: Fineness | undefined): number {
  return fineness === undefined ? -1 : RANK.indexOf(fineness.method);
}
