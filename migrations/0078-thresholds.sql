-- Figures that an organisation made stricter for its own acts, in the order they were set; what governs a day follows from them.
CREATE TABLE own_threshold (
  org        text        NOT NULL,
  idx        bigint      NOT NULL,
  sid        bytea       NOT NULL,
  threshold  text        NOT NULL,
  key        text,
  valid_from date        NOT NULL,
  value      bigint,
  level      text        CHECK (level IN ('ask', 'hold')),
  reason     text,
  set_at     timestamptz NOT NULL,
  -- Who set it, as recorded_by has it: kept beside the ledger, which does not tell.
  by         text,
  PRIMARY KEY (org, idx)
);
GRANT SELECT, INSERT ON own_threshold TO veta_app;
ALTER TABLE own_threshold ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON own_threshold TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON own_threshold FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
GRANT SELECT ON own_threshold TO veta_reader;
