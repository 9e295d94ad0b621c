-- Due diligence: the newest assessment of each part of a supplier's file, which gold came through whom, and what producers say
-- of themselves. Projections of the ledger, rewritten by a rebuild.

CREATE TABLE diligence (
  -- the buyer, whose file it is
  org          text  NOT NULL,
  organisation text  NOT NULL,
  part         text  NOT NULL,
  sid          bytea NOT NULL CHECK (octet_length(sid) = 32),
  day          date  NOT NULL,
  -- the rest of the statement's data
  found        jsonb NOT NULL,
  PRIMARY KEY (org, organisation, part)
);
GRANT SELECT, INSERT, UPDATE ON diligence TO veta_app;
ALTER TABLE diligence ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON diligence TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON diligence FOR SELECT TO veta_reader USING (org = veta_org());
GRANT SELECT ON diligence TO veta_reader;

-- A lot that a buyer received or bought from a supplier, and the last day of it.
CREATE TABLE supplied (
  org      text    NOT NULL,
  supplier text    NOT NULL,
  lot      uuid    NOT NULL,
  day      date    NOT NULL,
  -- two scales differed
  differs  boolean NOT NULL,
  PRIMARY KEY (org, supplier, lot)
);
GRANT SELECT, INSERT, UPDATE ON supplied TO veta_app;
ALTER TABLE supplied ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON supplied TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON supplied FOR SELECT TO veta_reader USING (org = veta_org());
GRANT SELECT ON supplied TO veta_reader;

CREATE TABLE craft_report (
  sid  bytea  PRIMARY KEY CHECK (octet_length(sid) = 32),
  idx  bigint NOT NULL UNIQUE,
  -- the producer that says it of itself
  org  text   NOT NULL,
  data jsonb  NOT NULL
);
CREATE INDEX craft_report_org_idx ON craft_report (org, idx);
GRANT SELECT, INSERT ON craft_report TO veta_app;
ALTER TABLE craft_report ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON craft_report TO veta_app USING (true) WITH CHECK (true);
-- Its producer, and whoever got gold from it.
CREATE POLICY tenant ON craft_report FOR SELECT TO veta_reader USING (
  org = veta_org()
  OR EXISTS (SELECT FROM supplied s WHERE s.org = veta_org() AND s.supplier = craft_report.org)
);
GRANT SELECT ON craft_report TO veta_reader;
