/** P5 at a release: what a hold kept out of its miner's month counts in it from then on, and counts once. */
import { fineNg, PPM_WHOLE } from '../../quantity.js';
import { GOLD_MEMBERS } from '../amending/amended.js';
import type { Lot } from '../lot.js';

/** Who handed a delivery in, by their code in its registrar's books, and how much of it counts in their month already. */
export interface Handed {
  readonly member: string;
  /** Fine nanograms. */
  readonly countedNg: bigint;
}

/**
 * Fine nanograms of a delivery that count in no month yet, gross where nobody has assayed it. Of one that counts already only a
 * correction adds: a better reading re-bases the gold, and not the month.
 */
export function uncountedNg(lot: Pick<Lot, 'initialMg' | 'fineness' | 'corrected'>, countedNg: bigint): bigint {
  const handedNg = fineNg(lot.initialMg, lot.fineness?.ppm ?? PPM_WHOLE);
  if (countedNg === 0n) return handedNg;
  const restated = lot.corrected?.some(({ members }) => members.some((name) => GOLD_MEMBERS.includes(name))) === true;
  return restated && handedNg > countedNg ? handedNg - countedNg : 0n;
}
