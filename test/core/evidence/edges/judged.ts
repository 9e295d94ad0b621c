import { verify } from '../../../../src/verifier/door.js';
import type { BundleOptions, LittleLog } from '../../../support/little-log.js';

/** What a stranger is told of a bundle of that lot: what is wrong with it, each thing once. */
export function judged(log: LittleLog, lot: string, options: BundleOptions = {}): { exit: number; faults: string[] } {
  const { exit, lines } = verify(log.bundle(lot, options), log.policy);
  const faults = lines.filter(({ ok }) => !ok).map(({ check, what }) => `${check}: ${what}`);
  return { exit, faults: [...new Set(faults)] };
}
