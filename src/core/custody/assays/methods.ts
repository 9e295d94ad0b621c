/**
 * How fineness is read, and which reading governs. The rank is part of the ledger's format (docs/ledger-format.md §7), so that
 * every reader replays the same choice: the best governs, among equals the later.
 */
import type { Fineness, Method } from '../statements.js';

/** A melt's calculated fineness is better than a stroke on the stone. */
const RANK: readonly Method[] = ['estimate', 'touchstone', 'calculated', 'xrf', 'fire-assay'];

export function governs(reading: Fineness, current: Fineness | undefined): boolean {
  return current === undefined || RANK.indexOf(reading.method) >= RANK.indexOf(current.method);
}
