-- Papers that somebody else issued for a shipment: certificates, waybills, declarations, receipts. A reading of history; what
-- they say of prices, persons and routes lies with the private values of their statement, their file with the evidence.
CREATE TABLE captured_paper (
  sid         bytea  PRIMARY KEY CHECK (octet_length(sid) = 32),
  idx         bigint NOT NULL,
  -- who keeps it, and whose shipment it is for
  org         text   NOT NULL,
  exporter    text   NOT NULL,
  shipment    text   NOT NULL,
  kind        text   NOT NULL,
  number      text   NOT NULL,
  -- first day it no longer holds
  until       date,
  file        bytea  CHECK (octet_length(file) = 32),
  said        jsonb  NOT NULL,
  -- the statement that recorded the paper in its place
  replaced_by bytea  CHECK (octet_length(replaced_by) = 32)
);
CREATE INDEX captured_paper_shipment_idx ON captured_paper (exporter, shipment);
GRANT SELECT, INSERT, UPDATE (replaced_by) ON captured_paper TO veta_app;
ALTER TABLE captured_paper ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON captured_paper TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON captured_paper FOR SELECT TO veta_reader USING ((SELECT veta_org()) IN (org, exporter));
GRANT SELECT ON captured_paper TO veta_reader;

INSERT INTO captured_paper (sid, idx, org, exporter, shipment, kind, number, said)
SELECT sid, idx, org, org, data ->> 'shipment', data ->> 'kind', data ->> 'number', data
  FROM (SELECT sid, idx, org, convert_from(bytes, 'UTF8')::jsonb -> 'data' AS data
          FROM statement WHERE type = 'document.captured') AS before;

-- Whoever keeps a paper for somebody's shipment shows them its file.
CREATE POLICY shown ON evidence_file FOR SELECT TO veta_reader USING (EXISTS (
  SELECT FROM captured_paper c
   WHERE c.org = evidence_file.org AND c.file = evidence_file.sha256 AND c.exporter = (SELECT veta_org())));
