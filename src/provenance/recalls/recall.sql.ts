/** What a recall reached, read set by set (migration 0065). */

/**
 * Whether a lot can still be kept back: `spent` where nothing is left of it (what it became is listed by itself), `notice` where it
 * left the country or a piece is in somebody's hands and its holders can only be told, else `held`.
 */
export const REACH = `CASE
    WHEN lot.gross_mg = 0 THEN 'spent'
    WHEN (lot.state ->> 'exported')::boolean AND left_with(lot.custodian, lot.shipment) THEN 'notice'
    WHEN lot.form = 'piece' AND lot.released THEN 'notice'
    ELSE 'held' END`;

export const RECALL = `jsonb_strip_nulls(jsonb_build_object(
    'id', encode(r.sid, 'hex'), 'org', r.org, 'cause', r.cause, 'open', r.lifted_idx IS NULL, 'openedOn', r.opened_on,
    'liftedOn', r.lifted_on, 'liftedFor', r.lifted_for, 'index', r.idx))`;

/** $1 sid; shipments and papers that the asker may see. */
export const COUNTS = (sight: string): string => `
  WITH reached AS MATERIALIZED (
    SELECT lot.id, lot.form, lot.custodian, lot.shipment, ${REACH} AS reach
      FROM recall_lot l JOIN lot ON lot.id = l.lot WHERE l.recall = $1 AND ${sight}
  ), boxes AS MATERIALIZED (
    SELECT s.org, s.code FROM (SELECT DISTINCT shipment FROM reached WHERE shipment IS NOT NULL) AS named
      JOIN shipment s ON s.code = named.shipment
     WHERE EXISTS (SELECT FROM reached WHERE reached.shipment = s.code AND s.state -> 'lots' ? reached.id::text)
  )
  SELECT count(*)::int AS lots, (count(*) FILTER (WHERE reach = 'held'))::int AS held,
         (count(*) FILTER (WHERE reach = 'notice'))::int AS notices, (count(*) FILTER (WHERE reach = 'spent'))::int AS spent,
         (count(*) FILTER (WHERE form = 'piece'))::int AS pieces, count(DISTINCT custodian)::int AS holders,
         (SELECT count(*) FROM boxes)::int AS shipments,
         (SELECT count(*) FROM document d JOIN boxes b ON d.org = b.org AND d.shipment = b.code)::int AS documents
    FROM reached`;

/** $1 sid, $2 lot the page begins after, $3 reach, $4 rows. */
export const LOTS = (sight: string): string => `
  SELECT lot.id, lot.code, lot.registrar, lot.form, lot.custodian, lot.owner, lot.gross_mg::float8 AS "grossMg", lot.shipment,
         ${REACH} AS reach
    FROM recall_lot l JOIN lot ON lot.id = l.lot
   WHERE l.recall = $1 AND ($2::uuid IS NULL OR l.lot > $2) AND ($3::text IS NULL OR ${REACH} = $3) AND ${sight}
   ORDER BY l.lot LIMIT $4::int`;

/** $1 sid. */
export const EDGES = `
  SELECT e.parent, e.child FROM lot_edge e JOIN recall_lot c ON c.lot = e.child JOIN recall_lot p ON p.lot = e.parent
   WHERE c.recall = $1 AND p.recall = $1`;
