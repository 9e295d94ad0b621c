-- Prices and rates as somebody published them, entered by a person and confirmed by another; none is fetched. What was wrong
-- stays, and a later one that is confirmed takes its place.
CREATE TABLE quotation (
  id             uuid        PRIMARY KEY,
  org            text        NOT NULL,
  kind           text        NOT NULL CHECK (kind IN ('fixing', 'rate')),
  -- gold, silver; or a pair such as USD/COP: so many of the second for one of the first
  name           text        NOT NULL,
  -- AM or PM of gold; silver is fixed once a day, a rate once
  session        text        NOT NULL CHECK (session IN ('', 'AM', 'PM')),
  day            date        NOT NULL,
  -- as it was published: US dollars for a troy ounce, or units of the second currency
  value          text        NOT NULL CHECK (value ~ '^(0|[1-9][0-9]{0,11})(\.[0-9]{1,8})?$' AND value !~ '^[0.]*$'),
  source         text        NOT NULL,
  -- Who may use the benchmark for pricing; a rate needs none
  licence_holder text,
  -- SHA-256 of a file that the organisation keeps
  evidence       bytea       CHECK (octet_length(evidence) = 32),
  -- person:<uuid>, key:<uuid>, or veta
  made_by        text        NOT NULL,
  made_at        timestamptz NOT NULL DEFAULT now(),
  -- digest of the request that made it
  request        bytea       NOT NULL,
  CHECK ((kind = 'fixing') = (licence_holder IS NOT NULL)),
  UNIQUE (id, org)
);
CREATE INDEX quotation_org_idx ON quotation (org, kind, day DESC, id);

CREATE TABLE quotation_confirmation (
  quotation    uuid        PRIMARY KEY,
  org          text        NOT NULL,
  confirmed_by text        NOT NULL,
  confirmed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (quotation, org) REFERENCES quotation (id, org)
);

CREATE TRIGGER quotation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON quotation EXECUTE FUNCTION ledger_refuse_change();
ALTER TABLE quotation ENABLE ALWAYS TRIGGER quotation_append_only;
CREATE TRIGGER quotation_confirmation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON quotation_confirmation
  EXECUTE FUNCTION ledger_refuse_change();
ALTER TABLE quotation_confirmation ENABLE ALWAYS TRIGGER quotation_confirmation_append_only;

GRANT SELECT, INSERT ON quotation, quotation_confirmation TO veta_app;
ALTER TABLE quotation ENABLE ROW LEVEL SECURITY;
ALTER TABLE quotation_confirmation ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON quotation TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY writer ON quotation_confirmation TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON quotation FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
CREATE POLICY tenant ON quotation_confirmation FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
GRANT SELECT (id, org, kind, name, session, day, value, source, licence_holder, evidence, made_by, made_at) ON quotation TO veta_reader;
GRANT SELECT ON quotation_confirmation TO veta_reader;
