-- Papers are never deleted, by nobody; a hold says that one is kept whatever its term says.
CREATE TRIGGER document_kept BEFORE DELETE OR TRUNCATE ON document EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER document_file_kept BEFORE DELETE OR TRUNCATE ON document_file EXECUTE FUNCTION ledger_refuse_change();
ALTER TABLE document ENABLE ALWAYS TRIGGER document_kept;
ALTER TABLE document_file ENABLE ALWAYS TRIGGER document_file_kept;

-- Set and lifted by somebody, each for a reason; both stay.
CREATE TABLE document_hold (
  id          uuid        PRIMARY KEY,
  document    uuid        NOT NULL REFERENCES document,
  org         text        NOT NULL,
  reason      text        NOT NULL,
  -- person:<uuid> or key:<uuid>
  set_by      text        NOT NULL,
  set_at      timestamptz NOT NULL DEFAULT now(),
  lift_reason text,
  lifted_by   text,
  lifted_at   timestamptz,
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lift_reason IS NULL))
);
CREATE UNIQUE INDEX document_hold_one ON document_hold (document) WHERE lifted_at IS NULL;

CREATE FUNCTION document_hold_lift() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.lifted_at IS NOT NULL OR (NEW.id, NEW.document, NEW.org, NEW.reason, NEW.set_by, NEW.set_at)
     IS DISTINCT FROM (OLD.id, OLD.document, OLD.org, OLD.reason, OLD.set_by, OLD.set_at) THEN
    RAISE EXCEPTION 'a hold is lifted once, and nothing else about it changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_hold_kept BEFORE DELETE OR TRUNCATE ON document_hold EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER document_hold_lifted_once BEFORE UPDATE ON document_hold FOR EACH ROW EXECUTE FUNCTION document_hold_lift();
ALTER TABLE document_hold ENABLE ALWAYS TRIGGER document_hold_kept;
ALTER TABLE document_hold ENABLE ALWAYS TRIGGER document_hold_lifted_once;

ALTER TABLE document_hold ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON document_hold TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON document_hold FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
GRANT SELECT, INSERT, UPDATE (lift_reason, lifted_by, lifted_at) ON document_hold TO veta_app;
GRANT SELECT ON document_hold TO veta_reader;
