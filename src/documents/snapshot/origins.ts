/** Where a bar's gold comes from, by site: exact shares folded from the ledger, and the months of the deliveries. */
import type { EntityManager } from 'typeorm';
import { monthOf } from '../../core/day.js';
import type { Lot, Lots } from '../../core/custody/lot.js';
import { rest } from '../../core/provenance/shares.js';
import type { OriginOnPaper } from '../payload.js';

interface Site {
  readonly name: string;
  readonly municipality: string;
  readonly region: string;
}

/** Sites by `<organisation>/<code>`. */
export type Sites = ReadonlyMap<string, Site>;

export async function sitesOf(tx: EntityManager, lots: Lots): Promise<Sites> {
  const ids = [...lots.values()].flatMap((lot) => (lot.origin === undefined ? [] : [siteId(lot, lot.origin.site)]));
  const rows: (Site & { id: string })[] = await tx.query(
    `SELECT org || '/' || code AS id, name, municipality, region FROM site WHERE org || '/' || code = ANY($1)`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name, municipality, region }) => [id, { name, municipality, region }]));
}

/** Origins in the order of their site codes; gold that no book explains stands last, without a site. */
export function originsOf(bar: Lot, lots: Lots, sites: Sites): OriginOnPaper[] {
  const bySite = new Map<string, { site: string; id: string; days: string[]; fineNg: bigint }>();
  for (const [lotId, fineNg] of rest(bar.composition)) {
    const origin = lots.get(lotId);
    const site = origin?.origin?.site ?? '';
    const id = origin === undefined ? '' : siteId(origin, site);
    const known = bySite.get(id) ?? { site, id, days: [], fineNg: 0n };
    // Stock from before the ledger is its own period: the day it was entered is not the day it was mined.
    const days = origin?.origin === undefined || origin.origin.kind === 'opening' ? [] : [origin.born.date];
    bySite.set(id, { ...known, days: [...known.days, ...days], fineNg: known.fineNg + fineNg });
  }
  return [...bySite.values()]
    .sort((a, b) => (a.site === '' ? 1 : b.site === '' ? -1 : a.id < b.id ? -1 : 1))
    .map(({ site, id, days, fineNg }) => {
      const { name, municipality, region } = sites.get(id) ?? { name: '', municipality: '', region: '' };
      return { site, name, municipality, region, months: monthsOf(days), fineNg: fineNg.toString() };
    });
}

function siteId(lot: Lot, site: string): string {
  return `${lot.registrar}/${site}`;
}

function monthsOf(days: readonly string[]): OriginOnPaper['months'] {
  const months = days.map(monthOf).sort();
  const [from] = months;
  const to = months.at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}
