/** Where the gold was dug: municipality and months, the title it was dug under, and how the deposit lies. No site's own name. */
import type { Lot } from '../../../../core/custody/lot.js';
import type { SiteRegistered } from '../../../../core/custody/registry.js';
import { monthOf } from '../../../../core/day.js';
import { rest } from '../../../../core/provenance/shares.js';
import type { Months } from '../facts/path.js';

export interface MineOnPaper {
  /** Who took it in there. */
  readonly organisation: string;
  /** Code of the site in their books. */
  readonly site: string;
  readonly municipality: string | null;
  /** ISO 3166-2 and 3166-1. */
  readonly region: string;
  readonly country: string;
  /** Mining title or registry number. */
  readonly title: string | null;
  /** Such as alluvial. */
  readonly deposit: string | null;
  /** Of registration; null for stock from before the records. */
  readonly months: Months | null;
  readonly fineNg: string;
}

/** By organisation and site, over all bars. Gold that no book explains is told by its nature alone. */
export function minesOf(
  bars: readonly Lot[],
  lots: ReadonlyMap<string, Lot>,
  sites: ReadonlyMap<string, SiteRegistered>,
): MineOnPaper[] {
  const mines = new Map<string, { readonly lot: Lot; days: string[]; fineNg: bigint }>();
  for (const bar of bars) {
    for (const [id, units] of rest(bar.composition)) {
      const lot = lots.get(id);
      if (lot?.origin === undefined || units === 0n) continue;
      const key = `${lot.registrar}/${lot.origin.site}`;
      const mine = mines.get(key) ?? { lot, days: [], fineNg: 0n };
      if (lot.origin.kind !== 'opening') mine.days.push(monthOf(lot.born.date));
      mine.fineNg += units;
      mines.set(key, mine);
    }
  }
  return [...mines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, mine]) => mineOnPaper(mine, sites.get(key)));
}

function mineOnPaper(
  { lot, days, fineNg }: { readonly lot: Lot; readonly days: readonly string[]; readonly fineNg: bigint },
  site: SiteRegistered | undefined,
): MineOnPaper {
  const months = [...days].sort();
  const [from, to] = [months[0], months.at(-1)];
  return {
    organisation: lot.registrar,
    site: lot.origin?.site ?? '',
    municipality: site?.municipality ?? null,
    region: site?.region ?? '',
    country: site?.country ?? '',
    title: site?.title ?? null,
    deposit: site?.deposit ?? null,
    months: from === undefined || to === undefined ? null : { from, to },
    fineNg: fineNg.toString(),
  };
}
