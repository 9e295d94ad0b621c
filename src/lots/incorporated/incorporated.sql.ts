/** The reads and writes of accounts of incorporated gold (migration 0077). */

/**
 * Entries `e` that rest on what is recalled now: on the lot that was entered, or on what a holder did by a paper, with none
 * named on whatever it did, on days that the recall names. A sale rests on both sides' papers.
 */
const RECALLED = `
  EXISTS (SELECT FROM recall_lot l JOIN recall r ON r.sid = l.recall WHERE l.lot = e.lot AND r.lifted_idx IS NULL)
  OR EXISTS (SELECT FROM recall r LEFT JOIN incorporated_sale s ON s.org = e.seller AND s.sale = e.sale
     WHERE r.holder IN (e.org, e.seller) AND r.lifted_idx IS NULL AND NOT r.cause ? 'site'
       AND e.day >= (r.cause ->> 'from')::date AND e.day < coalesce((r.cause ->> 'until')::date, 'infinity')
       AND (NOT r.cause ? 'number'
         OR r.cause ->> 'number' = CASE r.holder WHEN e.org THEN e.credential ELSE s.credential END))`;

/** $1 ids of accounts, `<organisation>/<scheme>`. */
export const LOAD_ACCOUNTS = `
  SELECT m.org || '/' || m.scheme AS id, m.month, m.in_ng::text AS "inNg", m.out_ng::text AS "outNg",
         m.moved_on::text AS "movedOn", coalesce(h.ng, 0)::text AS "heldNg"
    FROM unnest($1::text[]) AS asked (id)
    JOIN incorporated_month m ON m.org = split_part(asked.id, '/', 1) AND m.scheme = split_part(asked.id, '/', 2)
    LEFT JOIN LATERAL (SELECT sum(e.fine_ng) AS ng FROM incorporated_entry e
       WHERE e.org = m.org AND e.scheme = m.scheme AND to_char(e.day, 'YYYY-MM') = m.month
         AND EXISTS (SELECT FROM recall WHERE lifted_idx IS NULL) AND (${RECALLED})) AS h ON true`;

export const SAVE_ACCOUNTS = `
  INSERT INTO incorporated_month (org, scheme, month, in_ng, out_ng, moved_on)
  SELECT org, scheme, month, in_ng, out_ng, moved_on FROM jsonb_to_recordset($1::jsonb)
    AS r (org text, scheme text, month text, in_ng numeric, out_ng numeric, moved_on date)
  ON CONFLICT (org, scheme, month) DO UPDATE
    SET (in_ng, out_ng, moved_on) = ROW (excluded.in_ng, excluded.out_ng, excluded.moved_on)`;

export const ADD_ENTRIES = `
  INSERT INTO incorporated_entry (idx, org, scheme, day, fine_ng, credential, lot, seller, sale)
  SELECT idx, org, scheme, day, fine_ng, credential, lot, seller, sale FROM jsonb_to_recordset($1::jsonb)
    AS r (idx bigint, org text, scheme text, day date, fine_ng numeric, credential text, lot uuid, seller text, sale text)
  ON CONFLICT (idx) DO NOTHING`;

/** $1 ids of sales, `<seller>/<number>`; an organisation's id holds no slash. */
export const LOAD_SALES = `
  SELECT s.org AS "from", s.sale, s.to_org AS "to", s.scheme, s.day::text AS day, s.fine_ng::text AS "fineNg", s.credential,
         s.outcome, s.answered_on::text AS "answeredOn", s.idx::float8 AS idx, encode(s.sid, 'hex') AS sid
    FROM unnest($1::text[]) AS asked (id)
    JOIN incorporated_sale s ON s.org = split_part(asked.id, '/', 1)
     AND s.sale = substr(asked.id, length(split_part(asked.id, '/', 1)) + 2)`;

export const SAVE_SALES = `
  INSERT INTO incorporated_sale (org, sale, idx, sid, to_org, scheme, day, fine_ng, credential, outcome, answered_on)
  SELECT org, sale, idx, decode(sid, 'hex'), to_org, scheme, day, fine_ng, credential, outcome, answered_on
    FROM jsonb_to_recordset($1::jsonb) AS r (org text, sale text, idx bigint, sid text, to_org text, scheme text, day date,
         fine_ng numeric, credential text, outcome text, answered_on date)
  ON CONFLICT (org, sale) DO UPDATE SET (outcome, answered_on) = ROW (excluded.outcome, excluded.answered_on)`;

/** $1 entries by their indexes: those that rest on what is recalled. */
export const HELD = `SELECT e.idx::float8 AS idx FROM incorporated_entry e WHERE e.idx = ANY ($1::bigint[]) AND (${RECALLED})`;

type Own = (column: string) => string;

/** $1 organisation, $2 scheme, $3 index the page begins before, $4 rows: what came in and what was sold, the newest first. */
export function entries(own: Own): string {
  return `
  SELECT * FROM (
    (SELECT e.idx::float8 AS idx, CASE WHEN e.lot IS NULL THEN 'bought' ELSE 'entered' END AS kind, e.day::text AS day,
            e.fine_ng::text AS "fineNg", e.credential, e.lot, l.code, e.seller AS "from", NULL AS "to", e.sale, NULL AS outcome
       FROM incorporated_entry e LEFT JOIN lot l ON l.id = e.lot
      WHERE ${own('e.org')} AND e.scheme = $2 AND ($3::bigint IS NULL OR e.idx < $3) ORDER BY e.idx DESC LIMIT $4::int)
    UNION ALL
    (SELECT s.idx::float8, 'sold', s.day::text, s.fine_ng::text, s.credential, NULL, NULL, NULL, s.to_org, s.sale, s.outcome
       FROM incorporated_sale s
      WHERE ${own('s.org')} AND s.scheme = $2 AND ($3::bigint IS NULL OR s.idx < $3) ORDER BY s.idx DESC LIMIT $4::int)
  ) AS all_of_it ORDER BY idx DESC LIMIT $4::int`;
}

/** $1 organisation, $2 index the page begins before, $3 rows, $4 side and outcome: sales by it and to it, the newest first. */
export function sales(own: Own): string {
  const arm = (side: string, show: string): string => `(
    SELECT idx, org, sale, to_org, scheme, day, fine_ng, credential, outcome, answered_on, sid FROM incorporated_sale s
     WHERE ${own(side)} AND ($2::bigint IS NULL OR idx < $2) AND ($4::text IS NULL OR $4 = '${show}' OR ($4 = 'open' AND outcome = 'open'))
     ORDER BY idx DESC LIMIT $3::int)`;
  return `
  SELECT s.idx::float8 AS idx, s.org AS "from", s.to_org AS "to", s.sale, s.scheme, s.day::text AS day,
         s.fine_ng::text AS "fineNg", s.credential, s.outcome, s.answered_on::text AS "answeredOn", encode(s.sid, 'hex') AS sid
    FROM (${arm('s.org', 'outgoing')} UNION ${arm('s.to_org', 'incoming')}) AS s ORDER BY s.idx DESC LIMIT $3::int`;
}
