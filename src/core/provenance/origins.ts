/** Where the gold of a lot began, by site and calendar month, as its proof says it. */
import { monthOf } from '../day.js';
import type { Lot } from '../custody/lot.js';
import type { SiteRegistered } from '../custody/registry.js';
import type { Statement } from '../log/statement.js';
import { rest } from './shares.js';

/** Gold of one site and calendar month; opening stock is a period of its own, gold nobody explained has no site. */
export interface OriginShare {
  readonly organisation: string | null;
  readonly site: string | null;
  readonly municipality: string | null;
  /** `YYYY-MM`, `opening` or `unexplained`. */
  readonly period: string;
  readonly deliveries: number;
  /** Nanograms of fine gold; milligrams of gross mass while the lot is not assayed. */
  readonly units: string;
  /** Per cent of the lot to two decimals, rounded half up. */
  readonly percent: string;
}

/** @param statements those that registered the sites among them */
export function originSharesOf(
  lot: Lot,
  lots: ReadonlyMap<string, Lot>,
  statements: readonly Statement[],
): OriginShare[] {
  const sites = sitesOf(statements);
  const groups = new Map<string, { place: Omit<OriginShare, 'deliveries' | 'units' | 'percent'>; units: bigint[] }>();
  for (const [id, units] of rest(lot.composition)) {
    const { origin, born, registrar } = lots.get(id) ?? {};
    const site = origin?.site ?? null;
    const period =
      origin === undefined ? 'unexplained' : origin.kind === 'opening' ? 'opening' : monthOf(born?.date ?? '');
    const organisation = origin === undefined ? null : (registrar ?? null);
    const municipality = sites.get(`${organisation}/${site}`)?.municipality ?? null;
    const key = JSON.stringify([organisation, site, period]);
    const group = groups.get(key) ?? { place: { organisation, site, municipality, period }, units: [] };
    group.units.push(units);
    groups.set(key, group);
  }
  const whole = [...groups.values()].flatMap(({ units }) => units).reduce((sum, units) => sum + units, 0n);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { place, units }]) => {
      const sum = units.reduce((total, one) => total + one, 0n);
      const deliveries = units.filter((one) => one > 0n).length;
      return Object.assign(place, { deliveries, units: `${sum}`, percent: percentOf(sum, whole) });
    });
}

function sitesOf(statements: readonly Statement[]): Map<string, SiteRegistered> {
  const sites = statements.filter(({ type }) => type === 'site.registered');
  return new Map(
    sites.map(({ org, data }) => {
      const site = data as unknown as SiteRegistered;
      return [`${org}/${site.site}`, site];
    }),
  );
}

function percentOf(part: bigint, whole: bigint): string {
  if (whole === 0n) return '0.00';
  const hundredths = String((part * 20_000n + whole) / (2n * whole)).padStart(3, '0');
  return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`;
}
