/** P12: retained samples are there until their day, or somebody says why not. */
import type { Doubt } from '../doubts.js';
import type { Lot } from '../lot.js';

/** A retained sample is used up, by whoever but the umpire, before its day. */
export function keptStill(lots: readonly Lot[], day: string): Doubt[] {
  return lots.flatMap(({ code, kept }): Doubt[] => {
    if (kept === undefined || day > kept.keepUntil) return [];
    const figures = { sample: code, holder: kept.holder, until: kept.keepUntil };
    return [{ rule: 'P12', code: 'sample-kept-still', at: 'inputs', level: 'warn', figures }];
  });
}
