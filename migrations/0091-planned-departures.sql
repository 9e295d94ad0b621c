-- The day a shipment is to leave: what the days of its papers are counted from until it has left, and nobody's but the exporter's.
-- It goes when the shipment does.
CREATE TABLE planned_departure (
  org      text NOT NULL,
  shipment text NOT NULL,
  day      date NOT NULL,
  PRIMARY KEY (org, shipment)
);
GRANT SELECT, INSERT, DELETE, UPDATE (day) ON planned_departure TO veta_app;
ALTER TABLE planned_departure ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON planned_departure TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON planned_departure FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
GRANT SELECT ON planned_departure TO veta_reader;
