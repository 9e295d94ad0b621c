/** P16 and P22: clocks and scales. A late or wrong clock is said, and never believed; a scale out of date is said. */
import { Rejection } from '../../../rejection.js';
import type { DeviceFlag } from '../../keys/device.js';
import type { Doubt } from '../../doubts.js';
import type { Lot } from '../../lot.js';
import type { ScaleRegistered } from '../../registry.js';
import { figureFor, levelFor, type OwnThresholds } from '../own/own.js';
import { inForce } from '../thresholds/dated.js';
import { UNEXPORTABLE_METHODS } from '../thresholds/instruments.js';

const MS_PER_DAY = 86_400_000;

/**
 * P16: what a device said in the field and sent long after, or under a clock that cannot be right. The day it gave stands as what
 * it claims; the log's own time is what counts.
 */
export function clockDoubts(at: string, received: string, flags: readonly DeviceFlag[], own?: OwnThresholds): Doubt[] {
  const about = { rule: 'P16', at: 'at', level: 'warn' } as const;
  const [said, day] = [at.slice(0, 10), received.slice(0, 10)];
  const days = figureFor(own, 'sent-late', day);
  const level = levelFor(own, 'sent-late', day);
  const isLate = days !== undefined && Date.parse(received) - Date.parse(at) > days * MS_PER_DAY;
  const isWrong = flags.includes('clock-drift') || flags.includes('outside-interval');
  return [
    ...(isLate ? [{ ...about, code: 'sent-late', level, figures: { said, received: day, days: `${days}` } }] : []),
    ...(isWrong ? [{ ...about, code: 'clock-wrong', figures: { said, received: day } }] : []),
  ];
}

/** P22: the scale named is in the register, and its calibration covers the day. */
export function calibrated(scale: ScaleRegistered | undefined, named: string | undefined, day: string): Doubt[] {
  const about = { rule: 'P22', at: 'scale', level: 'warn' } as const;
  if (named === undefined) return [];
  if (scale === undefined) return [{ ...about, code: 'scale-unknown', figures: { scale: named } }];
  if (day >= scale.calibrated && day < scale.until) return [];
  const figures = { scale: named, day, from: scale.calibrated, until: scale.until };
  return [{ ...about, code: 'scale-out-of-calibration', figures }];
}

/** P22: gold leaves the country on an assay, not on a guess. @throws Rejection `estimate-not-exportable` */
export function exportable({ code, fineness }: Lot, day: string): void {
  const method = fineness?.method;
  if (method === undefined || inForce(UNEXPORTABLE_METHODS, day)?.includes(method) !== true) return;
  throw new Rejection('estimate-not-exportable', 'finenessPpm', { lot: code });
}
