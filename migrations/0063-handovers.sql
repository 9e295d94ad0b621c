-- Gold on the road: every handover with both its sides, what was agreed and what came of it; folded from the statements
-- (`veta rebuild`).
CREATE TABLE handover (
  -- Entry of the dispatch
  idx        bigint  PRIMARY KEY,
  lot        uuid    NOT NULL,
  code       text    NOT NULL,
  from_org   text    NOT NULL,
  to_org     text    NOT NULL,
  outcome    text    NOT NULL CHECK (outcome IN ('under-way', 'accepted', 'accepted-with-difference', 'refused', 'relayed',
                                                 'declined', 'lost', 'robbed', 'seized')),
  -- Local day by which it was expected, and the day's zone
  due        date,
  tz         text    NOT NULL,
  -- Beyond what both sides bear, other bags than were sent, or a broken seal
  differs    boolean NOT NULL,
  disputed   boolean NOT NULL,
  state      jsonb   NOT NULL
);
CREATE INDEX handover_from_idx ON handover (from_org, idx DESC);
CREATE INDEX handover_to_idx ON handover (to_org, idx DESC);
CREATE INDEX handover_lot_idx ON handover (lot, idx);
GRANT SELECT, INSERT, UPDATE ON handover TO veta_app;

ALTER TABLE handover ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON handover TO veta_app USING (true) WITH CHECK (true);
-- Both sides see it, and whose gold it is.
CREATE POLICY tenant ON handover FOR SELECT TO veta_reader USING (
  (SELECT veta_org()) IN (from_org, to_org)
  OR lot IN (SELECT id FROM lot WHERE owner = (SELECT veta_org())));
GRANT SELECT ON handover TO veta_reader;

-- Route, times and courier of gold on the road, sealed under its sender's key: seen by two named persons, gone with the
-- receipt. No tenant's eyes see any of it; the application shows it to those two.
CREATE TABLE transport_plan (
  lot     uuid   PRIMARY KEY,
  org     text   NOT NULL CHECK (org <> ''),
  readers uuid[] NOT NULL CHECK (cardinality(readers) = 2 AND readers[1] <> readers[2]),
  subject bytea  NOT NULL,
  sealed  bytea  NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON transport_plan TO veta_app;
ALTER TABLE transport_plan ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON transport_plan TO veta_app USING (true) WITH CHECK (true);

-- Where a person last handed gold over or took it in, sealed under the organisation's key; `person` is a keyed name. One row a
-- person: no track of anybody is kept. No tenant reads it.
CREATE TABLE whereabouts (
  person  bytea PRIMARY KEY CHECK (octet_length(person) = 32),
  org     text  NOT NULL CHECK (org <> ''),
  subject bytea NOT NULL,
  sealed  bytea NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON whereabouts TO veta_app;
ALTER TABLE whereabouts ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON whereabouts TO veta_app USING (true) WITH CHECK (true);

-- The buyer a lot is promised to sees it before it is theirs.
ALTER TABLE lot ADD COLUMN promised_to text;
CREATE INDEX lot_promised_idx ON lot (promised_to, code, id) WHERE promised_to IS NOT NULL;
CREATE POLICY promised ON lot FOR SELECT TO veta_reader USING (promised_to = (SELECT veta_org()));
