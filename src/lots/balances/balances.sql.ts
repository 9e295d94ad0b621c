/** The stock book read: what it opened with, what moved, what it closes at, row by row of one month. */

/**
 * $1 custodian, $2 month, $3 what rows are by (`site` or `claim`), $4 site, $5 form, $6 claim, $7 kinds that come in,
 * $8 and $9 part and form the page begins after, $10 rows.
 */
export const MONTH = `
  WITH moved AS (
    SELECT CASE WHEN $3 = 'site' THEN site ELSE claim END AS part, form, month = $2 AS now, kind,
           sum(mg) AS mg, sum(ng) AS ng
      FROM balance_month
     WHERE org = $1 AND month <= $2 AND ($4::text IS NULL OR site = $4) AND ($5::text IS NULL OR form = $5)
       AND ($6::text IS NULL OR claim = $6)
     GROUP BY 1, 2, 3, 4
  ), rows AS (
    SELECT part COLLATE "C" AS part, form COLLATE "C" AS form,
           coalesce(sum(CASE WHEN kind = ANY ($7::text[]) THEN mg ELSE -mg END) FILTER (WHERE NOT now), 0) AS mg,
           coalesce(sum(CASE WHEN kind = ANY ($7::text[]) THEN ng ELSE -ng END) FILTER (WHERE NOT now), 0) AS ng,
           coalesce(jsonb_object_agg(kind, jsonb_build_array(mg::text, ng::text)) FILTER (WHERE now), '{}') AS kinds
      FROM moved GROUP BY 1, 2
  )
  SELECT part, form, mg::text AS mg, ng::text AS ng, kinds FROM rows
   WHERE (mg <> 0 OR ng <> 0 OR kinds <> '{}') AND ($8::text IS NULL OR (part, form) > ($8, $9))
   ORDER BY part, form LIMIT $10::int`;

export interface MonthRow {
  readonly part: string;
  readonly form: string;
  readonly mg: string;
  readonly ng: string;
  readonly kinds: Readonly<Record<string, readonly [mg: string, ng: string]>>;
}

/** $1 organisation, $2 index of the entry the page begins before, $3 rows; the newest first. */
export const COUNTS = `
  SELECT encode(sid, 'hex') AS sid, idx::float8 AS idx, day::text AS day, stock, counted_mg::float8 AS "countedMg",
         book_mg::float8 AS "bookMg", difference_mg::float8 AS "differenceMg"
    FROM stock_count WHERE org = $1 AND ($2::bigint IS NULL OR idx < $2) ORDER BY stock_count.idx DESC LIMIT $3::int`;
