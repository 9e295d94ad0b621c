/** Where the log ends: its size, the frontier its root is made of, and the time of its newest entry. */
import { concat, equalBytes } from '../../core/bytes.js';
import { rootOf, type Frontier } from '../../core/log/tree/merkle.js';
import { Rejection } from '../../core/rejection.js';
import type { StateRow } from '../ledger.sql.js';

export interface LogState {
  readonly size: number;
  readonly frontier: Frontier;
  /** Milliseconds since 1970; an entry is never received before the one that stands before it. */
  readonly receivedMs: number;
}

export const EMPTY_LOG: LogState = { size: 0, frontier: [], receivedMs: 0 };

/** What the database says against what was learned of it before must stop the writer: history does not shrink or change. */
export class LedgerHalted extends Error {
  override readonly name = 'LedgerHalted';
  /** What a caller is told; the message is for whoever runs the server. */
  readonly rejection = new Rejection('log-stopped', 'log');
}

/** @throws LedgerHalted where the row contradicts itself */
export function stateOf(row: StateRow): LogState {
  const frontier = Array.from({ length: row.frontier.length / 32 }, (_, i) =>
    Uint8Array.from(row.frontier.subarray(i * 32, i * 32 + 32)),
  );
  if (!equalBytes(rootOf(frontier), row.root)) {
    throw new LedgerHalted(`The log's state row contradicts itself at ${row.size} entries: run veta fsck.`);
  }
  return { size: Number(row.size), frontier, receivedMs: Number(row.received_ms) };
}

/**
 * The state to go on from: what this process committed last, or the row where another process has written since.
 * @throws LedgerHalted where the database holds less than, or something else than, what was committed
 */
export function continueFrom(known: LogState, row: StateRow): LogState {
  const size = Number(row.size);
  if (size < known.size) {
    throw new LedgerHalted(
      `The database holds ${size} entries, but ${known.size} were committed: it was restored or rolled back.`,
    );
  }
  if (size > known.size) return stateOf(row);
  if (!equalBytes(row.root, rootOf(known.frontier))) {
    throw new LedgerHalted(`The log's root at ${size} entries is not the one that was committed: run veta fsck.`);
  }
  return known;
}

/** The values of MOVE_STATE. */
export function stateValues({ size, frontier, receivedMs }: LogState): unknown[] {
  return [size, rootOf(frontier), concat(...frontier), receivedMs];
}
