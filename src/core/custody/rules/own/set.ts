/**
 * `threshold.set`: an organisation makes a proposed figure stricter for its own acts, or goes back towards the catalogue's. Never
 * looser than that, never a law's, and never for days gone by.
 */
import type { Draft } from '../../../log/statement.js';
import { Rejection } from '../../../rejection.js';
import { draft, type Act } from '../../act.js';
import type { Level } from '../../doubts.js';
import { secondPerson } from '../../holds/four-eyes.js';
import type { On } from '../../statements.js';
import { notInFuture } from '../custody.js';
import { rowInForce } from '../thresholds/dated.js';
import { ADJUSTABLE, type Adjustable, type AdjustableId } from './adjustable.js';
import { figureFor, graver, levelFor, ownInForce, type OwnThreshold, type OwnThresholds } from './own.js';

export interface ThresholdSet extends Pick<OwnThreshold, 'threshold' | 'key' | 'from' | 'value' | 'level' | 'reason'> {
  readonly on: On;
}

export type ThresholdInput = Omit<ThresholdSet, 'on' | 'from'> & {
  /** The day of the act where it is left out. */
  readonly from?: string;
};

/** @param own what the organisation set before, all of it */
export function setThreshold(own: OwnThresholds, act: Act, input: ThresholdInput): Draft[] {
  notInFuture(act);
  const { threshold, key, value, level, reason, from = act.on.date } = input;
  if (from < act.today) throw new Rejection('chronology', 'from', { day: from, notBefore: act.today });
  const about = ADJUSTABLE[threshold];
  const limit = proposed(about, threshold, from, key);
  if (value !== undefined) stricterThan(about, threshold, value, limit);
  if (level !== undefined && !about.raises.includes(level)) {
    throw new Rejection('malformed', 'level', { value: level, choices: about.raises.join(', ') });
  }
  const before = ownInForce(own, threshold, from, key);
  if (value === undefined && level === undefined && before === undefined) throw new Rejection('missing', 'value');
  if (before !== undefined && loosens(own, threshold, { key, from, value: value ?? limit, level })) {
    const recorded: readonly [string, readonly string[]][] = before.by === undefined ? [] : [[before.sid, [before.by]]];
    secondPerson(new Map(recorded), act, [before.sid]);
  }
  const data: ThresholdSet = {
    on: act.on,
    threshold,
    ...(key !== undefined && { key }),
    from,
    ...(value !== undefined && { value }),
    ...(level !== undefined && { level }),
    ...(reason !== undefined && { reason }),
  };
  return [draft(act, 'threshold.set', [], data)];
}

/** The catalogue's value of that day. @throws Rejection where there is none, or it is not ours to change */
function proposed({ figures }: Adjustable, threshold: AdjustableId, day: string, key: string | undefined): number {
  const row = rowInForce(figures, day, key);
  if (row === undefined) {
    const keys = [...new Set(figures.flatMap((one) => one.key ?? []))];
    throw new Rejection('malformed', 'key', { value: key ?? '', ...(keys.length > 0 && { choices: keys.join(', ') }) });
  }
  if (row.status !== 'proposed') {
    throw new Rejection('threshold-not-yours', 'threshold', { threshold, value: `${row.value}`, source: row.source });
  }
  return row.value;
}

function stricterThan(
  { stricter, last, unit }: Adjustable,
  threshold: AdjustableId,
  value: number,
  limit: number,
): void {
  const [min, max] = stricter === 'less' ? [last, limit] : [limit, last];
  if (Number.isSafeInteger(value) && value >= min && value <= max) return;
  throw new Rejection('threshold-looser', 'value', {
    threshold,
    value: `${value}`,
    min: `${min}`,
    max: `${max}`,
    unit,
  });
}

interface SetTo {
  readonly key: string | undefined;
  readonly from: string;
  readonly value: number;
  readonly level: Level | undefined;
}

/** Against what would govern that day without it. */
function loosens(own: OwnThresholds, threshold: AdjustableId, { key, from, value, level = 'warn' }: SetTo): boolean {
  const before = figureFor(own, threshold, from, key) ?? value;
  const looser = ADJUSTABLE[threshold].stricter === 'less' ? value > before : value < before;
  const levelBefore = levelFor(own, threshold, from, key);
  return looser || (levelBefore !== level && graver(levelBefore, level) === levelBefore);
}
