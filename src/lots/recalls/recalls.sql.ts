/** The writes of recalls, each one statement however many lots it reaches (migration 0065). */

/** $1 sids. */
export const LOAD = `
  SELECT jsonb_strip_nulls(jsonb_build_object(
    'sid', encode(sid, 'hex'), 'org', org, 'cause', cause, 'lifted', lifted_idx IS NOT NULL, 'idx', idx,
    'openedOn', opened_on, 'liftedIdx', lifted_idx, 'liftedOn', lifted_on, 'liftedFor', lifted_for)) AS state
    FROM recall WHERE sid = ANY ($1::bytea[])`;

export const SAVE = `
  INSERT INTO recall (sid, org, cause, holder, lot, idx, opened_on, lifted_idx, lifted_on, lifted_for)
  SELECT decode(sid, 'hex'), org, cause, cause ->> 'holder', (cause ->> 'lot')::uuid, idx, opened_on, lifted_idx, lifted_on, lifted_for
    FROM jsonb_to_recordset($1::jsonb) AS r (sid text, org text, cause jsonb, idx bigint, opened_on date,
         lifted_idx bigint, lifted_on date, lifted_for text)
  ON CONFLICT (sid) DO UPDATE SET
    (lifted_idx, lifted_on, lifted_for) = ROW (excluded.lifted_idx, excluded.lifted_on, excluded.lifted_for)`;

const EDGES = 'unnest($1::uuid[], $2::uuid[], $3::bigint[])';
const GROUNDS = 'unnest($4::text[], $5::date[], $6::uuid[], $7::text[], $8::text[], $9::bigint[])';

/** And whether a recall was open at or after index $10. */
export const ADD_MADE = `
  WITH edges AS (INSERT INTO lot_edge (parent, child, idx) SELECT * FROM ${EDGES} ON CONFLICT DO NOTHING),
  grounds AS (INSERT INTO lot_ground (org, day, lot, site, paper, idx) SELECT * FROM ${GROUNDS} ON CONFLICT DO NOTHING)
  SELECT EXISTS (SELECT FROM recall WHERE lifted_idx IS NULL)
      OR EXISTS (SELECT FROM recall WHERE lifted_idx >= $10) AS open`;

/** $1 sid of a recall that was just recorded. */
export const TRACE = 'SELECT recall_trace($1)';

/** What an open recall reaches of what was just made: by its grounds, and of what was made of a lot it reached. */
export const INHERIT = `
  WITH RECURSIVE edge (parent, child, idx) AS MATERIALIZED (SELECT * FROM ${EDGES}),
  ground (org, day, lot, site, paper, idx) AS MATERIALIZED (SELECT * FROM ${GROUNDS}),
  reached (recall, lot, before) AS (
    (SELECT l.recall, e.child, coalesce(r.lifted_idx, 9223372036854775807)
       FROM edge e JOIN recall_lot l ON l.lot = e.parent JOIN recall r ON r.sid = l.recall
      WHERE e.idx < coalesce(r.lifted_idx, 9223372036854775807)
     UNION
     SELECT r.sid, g.lot, coalesce(r.lifted_idx, 9223372036854775807)
       FROM ground g JOIN recall r ON r.holder = g.org
      WHERE g.idx < coalesce(r.lifted_idx, 9223372036854775807)
        AND g.day >= (r.cause ->> 'from')::date
        AND (NOT r.cause ? 'until' OR g.day < (r.cause ->> 'until')::date)
        AND (NOT r.cause ? 'number' OR g.paper = r.cause ->> 'number')
        AND (NOT r.cause ? 'site' OR g.site = r.cause ->> 'site'))
    UNION
    SELECT r.recall, e.child, r.before FROM reached r JOIN edge e ON e.parent = r.lot AND e.idx < r.before
  )
  INSERT INTO recall_lot (recall, lot) SELECT recall, lot FROM reached ON CONFLICT DO NOTHING`;
