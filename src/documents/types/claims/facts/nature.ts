/** What kind of gold it is, by what its first lots were registered as; exact, in fine nanograms that sum to the bars'. */
import type { Lot } from '../../../../core/custody/lot.js';
import { rest } from '../../../../core/provenance/shares.js';
import type { Register } from './register.js';

/**
 * `asm`: mined, and taken in by a cooperative of artisanal and small-scale miners. `opening`: stock from before the records.
 * `unexplained`: no book says where it came from.
 */
export const NATURES = ['asm', 'mined', 'recycled', 'opening', 'unexplained'] as const;
export type Nature = (typeof NATURES)[number];

export interface NatureOnPaper {
  readonly nature: Nature;
  readonly fineNg: string;
}

/** In the order of the list; those there are. */
export function naturesOf(bars: readonly Lot[], lots: ReadonlyMap<string, Lot>, register: Register): NatureOnPaper[] {
  const sums = new Map<Nature, bigint>();
  for (const bar of bars) {
    for (const [id, units] of rest(bar.composition)) {
      const nature = natureOf(lots.get(id), register);
      sums.set(nature, (sums.get(nature) ?? 0n) + units);
    }
  }
  return NATURES.flatMap((nature) => {
    const fineNg = sums.get(nature) ?? 0n;
    return fineNg === 0n ? [] : [{ nature, fineNg: fineNg.toString() }];
  });
}

/** Who took the gold in at its origins, each once. */
export function registrarsOf(bars: readonly Lot[], lots: ReadonlyMap<string, Lot>): string[] {
  const origins = bars.flatMap(({ composition }) => composition.origins);
  return [...new Set(origins.flatMap((id) => lots.get(id)?.registrar ?? []))];
}

function natureOf(lot: Lot | undefined, register: Register): Nature {
  if (lot?.origin === undefined) return 'unexplained';
  if (lot.form === 'scrap') return 'recycled';
  if (lot.origin.kind === 'opening') return 'opening';
  return register.get(lot.registrar)?.role === 'cooperative' ? 'asm' : 'mined';
}
