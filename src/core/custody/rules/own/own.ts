/**
 * What an organisation made stricter for itself (`threshold.set`), and how a rule reads it: never looser than the catalogue, and
 * not at all where the figure of the day is a law's or a standard's. Judged, like every figure, at the day of the act.
 */
import type { Level } from '../../doubts.js';
import { LEVELS } from '../../holds/statements.js';
import { rowInForce } from '../thresholds/dated.js';
import { ADJUSTABLE, type AdjustableId, type Raised } from './adjustable.js';

/** One `threshold.set`, as it is kept. */
export interface OwnThreshold {
  /** Of the statement that set it, lowercase hex. */
  readonly sid: string;
  readonly threshold: AdjustableId;
  /** Form, deposit … it is for; absent where the figure holds everywhere. */
  readonly key?: string;
  /** First day, until another of the same threshold and key begins. */
  readonly from: string;
  /** Absent: as the catalogue has it. */
  readonly value?: number;
  readonly level?: Raised;
  readonly reason?: string;
  /** Instant at which it was set, and who did (`Act.by`). */
  readonly at: string;
  readonly by?: string;
}

/** Of one organisation, in the order they were set. */
export type OwnThresholds = readonly OwnThreshold[];

/** The one that governs a day: of those begun the last to begin, and of two of one day the one set later. */
export function ownInForce(
  own: OwnThresholds | undefined,
  threshold: AdjustableId,
  day: string,
  key?: string,
): OwnThreshold | undefined {
  return own
    ?.filter((one) => one.threshold === threshold && one.key === key && one.from <= day)
    .reduce<OwnThreshold | undefined>(
      (last, one) => (last === undefined || one.from >= last.from ? one : last),
      undefined,
    );
}

/** The figure by which this organisation is judged on that day; undefined where the catalogue has none. */
export function figureFor(
  own: OwnThresholds | undefined,
  threshold: AdjustableId,
  day: string,
  key?: string,
): number | undefined {
  const { figures, stricter } = ADJUSTABLE[threshold];
  const row = rowInForce(figures, day, key);
  const mine = row?.status === 'proposed' ? ownInForce(own, threshold, day, key)?.value : undefined;
  if (row === undefined || mine === undefined) return row?.value;
  return stricter === 'less' ? Math.min(mine, row.value) : Math.max(mine, row.value);
}

/** What becomes of the warning that this threshold gives. */
export function levelFor(own: OwnThresholds | undefined, threshold: AdjustableId, day: string, key?: string): Level {
  const row = rowInForce(ADJUSTABLE[threshold].figures, day, key);
  return (row?.status === 'proposed' ? ownInForce(own, threshold, day, key)?.level : undefined) ?? 'warn';
}

/** The graver of two. */
export function graver(a: Level, b: Level): Level {
  return LEVELS.indexOf(a) < LEVELS.indexOf(b) ? a : b;
}
