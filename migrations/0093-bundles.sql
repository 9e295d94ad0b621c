-- Every paper of a shipment, asked for at once, and the cover that lists them once all are issued. How far a bundle has come
-- is told by its papers' own rows and by nothing here; a bundle whose cover is issued keeps its papers for good.
CREATE TABLE bundle (
  id           uuid        PRIMARY KEY,
  org          text        NOT NULL,
  shipment     text        NOT NULL,
  -- The bars of the shipment, by which its history is read.
  lots         uuid[]      NOT NULL,
  documents    uuid[]      NOT NULL CHECK (array_length(documents, 1) > 0),
  cover        uuid        UNIQUE,
  requested_at timestamptz NOT NULL DEFAULT now(),
  queued_at    timestamptz
);
CREATE INDEX bundle_shipment_idx ON bundle (org, shipment, requested_at);
CREATE INDEX bundle_open_idx ON bundle (requested_at) WHERE cover IS NULL;

GRANT SELECT, INSERT, UPDATE (documents, cover, queued_at) ON bundle TO veta_app;
ALTER TABLE bundle ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON bundle TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON bundle FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
GRANT SELECT ON bundle TO veta_reader;
