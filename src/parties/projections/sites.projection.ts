import type { SiteRegistered } from '../../core/custody/registry.js';
import { toHex } from '../../core/bytes.js';
import type { Projection, Recorded } from '../../ledger/projection.js';
import { keysOf } from './keys-of.js';

/** Mine sites by `<organisation>/<code>`. */
export const sites: Projection<SiteRegistered> = {
  kind: 'sites',
  rebuilt: {
    tables: [{ name: 'site' }],
    touched: sitesIn,
  },

  async load(tx, ids) {
    const rows: { id: string; site: SiteRegistered }[] = await tx.query(
      `SELECT s.org || '/' || s.code AS id, jsonb_build_object(
         'site', s.code, 'name', s.name, 'municipality', s.municipality, 'region', s.region, 'country', s.country,
         'title', s.title, 'deposit', s.deposit, 'minPpm', s.min_ppm, 'maxPpm', s.max_ppm,
         'capacityMgPerMonth', s.capacity_mg_per_month) AS site
       FROM site s JOIN unnest($1::text[], $2::text[]) AS k (org, code) USING (org, code)`,
      keysOf(ids),
    );
    return new Map(rows.map(({ id, site }) => [id, site]));
  },

  evolve(states, { statement }) {
    if (statement.type !== 'site.registered') return [];
    const site = statement.data as unknown as SiteRegistered;
    const id = `${statement.org}/${site.site}`;
    states.set(id, site);
    return [id];
  },

  async save(tx, changed, recorded) {
    if (changed.size === 0) return;
    const [orgs] = keysOf([...changed.keys()]);
    const said = new Map(recorded.flatMap((one) => sitesIn(one).map((id) => [id, toHex(one.sid)] as const)));
    await tx.query(
      `INSERT INTO site (org, code, name, municipality, region, country, title, deposit, min_ppm, max_ppm, capacity_mg_per_month, sid)
       SELECT org, site, name, municipality, region, country, title, deposit, "minPpm", "maxPpm", "capacityMgPerMonth",
         decode(sid, 'hex')
       FROM ROWS FROM (unnest($1::text[], $3::text[]), jsonb_to_recordset($2::jsonb) AS (
         site text, name text, municipality text, region text, country text, title text, deposit text,
         "minPpm" integer, "maxPpm" integer, "capacityMgPerMonth" bigint)) AS r (
         org, sid, site, name, municipality, region, country, title, deposit, "minPpm", "maxPpm", "capacityMgPerMonth")
       ON CONFLICT (org, code) DO UPDATE SET
         (name, municipality, region, country, title, deposit, min_ppm, max_ppm, capacity_mg_per_month, sid) =
         ROW (excluded.name, excluded.municipality, excluded.region, excluded.country, excluded.title, excluded.deposit,
              excluded.min_ppm, excluded.max_ppm, excluded.capacity_mg_per_month, excluded.sid)`,
      [orgs, JSON.stringify([...changed.values()]), [...changed.keys()].map((id) => said.get(id))],
    );
  },
};

function sitesIn({ statement: { type, org, data } }: Recorded): string[] {
  return type === 'site.registered' ? [`${org}/${(data as unknown as SiteRegistered).site}`] : [];
}
