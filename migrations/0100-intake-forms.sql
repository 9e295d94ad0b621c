-- Forms that a refiner wants filled for each consignment, with where its figures go. Each organisation keeps its own; a later
-- version takes the place of the one before, and both stay. Their bytes lie sealed where those of papers do, by the hash of
-- what is sealed.
CREATE TABLE intake_form (
  id            uuid        PRIMARY KEY,
  org           text        NOT NULL,
  name          text        NOT NULL,
  version       integer     NOT NULL CHECK (version > 0),
  -- whose form it is: it is filled for shipments to them and to nobody else
  consignee     text        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('xlsx', 'csv')),
  mapping       jsonb       NOT NULL,
  -- of the clear bytes
  size          integer     NOT NULL CHECK (size > 0),
  sha256        bytea       NOT NULL CHECK (octet_length(sha256) = 32),
  sealed_sha256 bytea       NOT NULL CHECK (octet_length(sealed_sha256) = 32),
  -- person:<uuid> or key:<uuid>
  made_by       text        NOT NULL,
  made_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org, name, version)
);

CREATE TRIGGER intake_form_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON intake_form EXECUTE FUNCTION ledger_refuse_change();
ALTER TABLE intake_form ENABLE ALWAYS TRIGGER intake_form_append_only;

GRANT SELECT, INSERT ON intake_form TO veta_app;
ALTER TABLE intake_form ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON intake_form TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON intake_form FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
GRANT SELECT ON intake_form TO veta_reader;
