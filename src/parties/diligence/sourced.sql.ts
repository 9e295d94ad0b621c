/** What the ledger tells of a supplier's gold, of that alone which came to the buyer: the facts of the red flags. */

/** $1 buyer, $2 supplier. Gold nobody assayed counts whole. */
export const SOURCED = `
  WITH came AS (
    SELECT DISTINCT origin.id::uuid AS id, max(s.day) AS received
      FROM supplied s JOIN lot l ON l.id = s.lot
     CROSS JOIN LATERAL jsonb_array_elements_text(l.state #> '{composition,origins}') AS origin (id)
     WHERE s.org = $1 AND s.supplier = $2 GROUP BY origin.id
  )
  SELECT site.country, site.region, site.org || '/' || site.code AS site, to_char(o.born, 'YYYY-MM') AS month,
         sum((o.state ->> 'initialMg')::numeric * coalesce(o.fineness_ppm, 1000000))::text AS "fineNg",
         site.capacity_mg_per_month::float8 AS "capacityMg", bool_or(o.form = 'scrap') AS recycled,
         max(came.received)::text AS received
    FROM came JOIN lot o ON o.id = came.id
    JOIN site ON site.org = o.registrar AND site.code = o.state #>> '{origin,site}'
   GROUP BY site.country, site.region, site.org, site.code, site.capacity_mg_per_month, to_char(o.born, 'YYYY-MM')
   ORDER BY site.org, site.code, month`;

/** $1 buyer, $2 supplier. */
export const ANOMALIES = `
  SELECT count(*) FILTER (WHERE d.level = 'hold')::int AS "openHolds",
         count(*) FILTER (WHERE d.level = 'ask')::int AS "openQuestions",
         (SELECT count(*)::int FROM supplied WHERE org = $1 AND supplier = $2 AND differs) AS differences,
         (SELECT count(*)::int FROM supplied WHERE org = $1 AND supplier = $2) AS lots
    FROM supplied s JOIN doubt d ON d.lot = s.lot AND d.settled_idx IS NULL
   WHERE s.org = $1 AND s.supplier = $2`;

export interface SourcedRow {
  readonly country: string;
  readonly region: string;
  readonly site: string;
  readonly month: string;
  readonly fineNg: string;
  readonly capacityMg: number;
  readonly recycled: boolean;
  readonly received: string;
}

export interface AnomaliesRow {
  readonly openHolds: number;
  readonly openQuestions: number;
  readonly differences: number;
  readonly lots: number;
}

/** $1 buyer, $2 supplier, $3 first day or null: what the buyer owns of the supplier's, the newest first. */
export const GOT_FROM = `
  SELECT s.lot FROM supplied s JOIN lot l ON l.id = s.lot
   WHERE s.org = $1 AND s.supplier = $2 AND l.owner = $1 AND ($3::date IS NULL OR s.day >= $3)
   GROUP BY s.lot ORDER BY max(s.day) DESC, s.lot`;

/** $1 organisations. */
export const NAMED = 'SELECT org AS organisation, name, country FROM organisation WHERE org = $1';

/** $1 whose; the newest that the reader may see. */
export const CRAFT = `SELECT encode(sid, 'hex') AS sid, data FROM craft_report WHERE org = $1 ORDER BY idx DESC LIMIT 1`;

/** $1 buyer, $2 supplier the page begins after, $3 rows: everybody it has a file about or got gold from. */
export const SUPPLIERS = `
  SELECT organisation AS supplier FROM (
    SELECT organisation FROM diligence WHERE org = $1 UNION SELECT supplier FROM supplied WHERE org = $1
  ) AS known (organisation) WHERE $2::text IS NULL OR organisation > $2 ORDER BY organisation LIMIT $3::int`;
