-- What papers say beyond their days, and recall: from a cause forward to everything that was made of the gold it vouched for.

-- issuer, scope, selfDeclared and evidence of a paper, as core's Credential has them.
ALTER TABLE credential ADD COLUMN more jsonb NOT NULL DEFAULT '{}';

-- Forward edges: child was made of parent. A projection; ancestry alone goes backward.
CREATE TABLE lot_edge (
  parent uuid   NOT NULL,
  child  uuid   NOT NULL,
  idx    bigint NOT NULL,
  PRIMARY KEY (parent, child)
);
CREATE INDEX lot_edge_child_idx ON lot_edge (child, parent);

-- On what a lot rests by itself: who brought it in, bought, sold or received it, on which day, from which site, and by which
-- paper its claim was judged. An empty site or paper is none.
CREATE TABLE lot_ground (
  org   text   NOT NULL,
  day   date   NOT NULL,
  lot   uuid   NOT NULL,
  site  text   NOT NULL,
  paper text   NOT NULL,
  idx   bigint NOT NULL,
  PRIMARY KEY (org, day, lot, site, paper)
);

CREATE TABLE recall (
  -- of its statement
  sid        bytea   PRIMARY KEY CHECK (octet_length(sid) = 32),
  -- who opened it
  org        text    NOT NULL,
  -- core's Cause, and the parts of it that are looked up; a lot has no holder
  cause      jsonb   NOT NULL,
  holder     text,
  lot        uuid,
  idx        bigint  NOT NULL,
  opened_on  date    NOT NULL,
  lifted_idx bigint,
  lifted_on  date,
  -- why it was lifted
  lifted_for text,
  CHECK ((holder IS NULL) <> (lot IS NULL)),
  CHECK ((lifted_idx IS NULL) = (lifted_on IS NULL))
);
CREATE INDEX recall_open_holder_idx ON recall (holder) WHERE lifted_idx IS NULL;
CREATE INDEX recall_lifted_idx ON recall (lifted_idx) WHERE lifted_idx IS NOT NULL;

-- Every lot a recall reached; while the recall is open, what is made of one of them is added.
CREATE TABLE recall_lot (
  recall bytea NOT NULL,
  lot    uuid  NOT NULL,
  PRIMARY KEY (recall, lot)
);
CREATE INDEX recall_lot_lot_idx ON recall_lot (lot);

GRANT SELECT, INSERT, UPDATE ON lot_edge, lot_ground, recall, recall_lot TO veta_app;

-- Lots by which a recall begins, and those that are of them, as far as the log says so below `before`.
CREATE FUNCTION recall_grounds(cause jsonb, before bigint) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT (cause ->> 'lot')::uuid WHERE cause ? 'lot'
  UNION ALL
  SELECT g.lot FROM lot_ground g
   WHERE g.org = cause ->> 'holder' AND g.day >= (cause ->> 'from')::date AND g.idx < before
     AND (NOT cause ? 'until' OR g.day < (cause ->> 'until')::date)
     AND (NOT cause ? 'number' OR g.paper = cause ->> 'number')
     AND (NOT cause ? 'site' OR g.site = cause ->> 'site')
$$;

-- Everything a recall reaches, up to where it was lifted. Planned for index lookups once and for all: it must cost what it
-- reaches, and not what the ledger holds.
CREATE FUNCTION recall_trace(opened bytea) RETURNS void LANGUAGE sql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
  INSERT INTO recall_lot (recall, lot)
  WITH RECURSIVE cause AS (
    SELECT cause AS said, coalesce(lifted_idx, 9223372036854775807) AS before FROM recall WHERE sid = opened
  ), reached (lot, before) AS (
    SELECT g.lot, c.before FROM cause c CROSS JOIN LATERAL recall_grounds(c.said, c.before) AS g (lot)
    UNION
    SELECT e.child, r.before FROM reached r JOIN lot_edge e ON e.parent = r.lot AND e.idx < r.before
  )
  SELECT opened, lot FROM reached ON CONFLICT DO NOTHING
$$;

-- Reading with a tenant's eyes: a recall that reaches a lot of its own, or is about itself, or is its own.
ALTER TABLE lot_edge ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON lot_edge TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON lot_edge FOR SELECT TO veta_reader
  USING (EXISTS (SELECT FROM lot WHERE id = parent) AND EXISTS (SELECT FROM lot WHERE id = child));
ALTER TABLE lot_ground ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON lot_ground TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON lot_ground FOR SELECT TO veta_reader USING (org = veta_org());
ALTER TABLE recall_lot ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON recall_lot TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON recall_lot FOR SELECT TO veta_reader USING (EXISTS (SELECT FROM lot WHERE id = recall_lot.lot));
ALTER TABLE recall ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON recall TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON recall FOR SELECT TO veta_reader
  USING (org = veta_org() OR holder = veta_org() OR EXISTS (SELECT FROM recall_lot r WHERE r.recall = recall.sid));
GRANT SELECT ON lot_edge, lot_ground, recall, recall_lot TO veta_reader;

-- What history says of these already.
INSERT INTO lot_edge (parent, child, idx)
SELECT (i ->> 'lot')::uuid, (o ->> 'lot')::uuid, min(s.idx)
  FROM (SELECT idx, convert_from(bytes, 'UTF8')::jsonb -> 'data' AS data FROM statement
         WHERE type IN ('lots.transformed', 'lots.aggregated', 'lot.split')) AS s,
       jsonb_array_elements(s.data -> 'inputs') AS i, jsonb_array_elements(s.data -> 'outputs') AS o
 GROUP BY 1, 2;

INSERT INTO lot_ground (org, day, lot, site, paper, idx)
SELECT g.org, (s.data #>> '{on,date}')::date, g.lot, g.site, coalesce(p.paper, ''), min(s.idx)
  FROM (SELECT idx, type, org, convert_from(bytes, 'UTF8')::jsonb -> 'data' AS data FROM statement
         WHERE type IN ('lot.registered', 'title.transferred', 'custody.received',
                        'lots.transformed', 'lots.aggregated', 'lot.split')) AS s
 CROSS JOIN LATERAL (
   SELECT s.org, (s.data ->> 'lot')::uuid AS lot, s.data ->> 'site' AS site WHERE s.type = 'lot.registered'
   UNION ALL SELECT s.data ->> 'from', (s.data ->> 'lot')::uuid, '' WHERE s.type = 'title.transferred'
   UNION ALL SELECT s.data ->> 'to', (s.data ->> 'lot')::uuid, '' WHERE s.type IN ('title.transferred', 'custody.received')
   UNION ALL SELECT s.org, (o ->> 'lot')::uuid, '' FROM jsonb_array_elements(s.data -> 'outputs') AS o
    WHERE s.data ? 'inputs' AND jsonb_array_length(s.data -> 'inputs') = 0
 ) AS g
  LEFT JOIN LATERAL (
    SELECT c ->> 'credential' AS paper FROM jsonb_array_elements(s.data -> 'claims') AS c
     WHERE c ->> 'party' = g.org AND c ->> 'standing' = 'valid' AND c ->> 'credential' IS NOT NULL
  ) AS p ON true
 GROUP BY 1, 2, 3, 4, 5;
