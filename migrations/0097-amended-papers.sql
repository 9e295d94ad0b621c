-- An issued paper is amended by the next version of its number: one that takes its place, or a notice that it is void. Both
-- stay, and nothing goes back.
ALTER TABLE document ADD COLUMN reason text;
ALTER TABLE document ADD COLUMN notice boolean NOT NULL DEFAULT false;
-- Why it was asked for, where it amends another.
ALTER TABLE document ADD CONSTRAINT document_amends_for_a_reason CHECK ((version > 1) = (reason IS NOT NULL));
ALTER TABLE document ADD CONSTRAINT document_notice_amends CHECK (NOT notice OR version > 1);

ALTER TABLE document DROP CONSTRAINT document_status_check;
ALTER TABLE document ADD CONSTRAINT document_status_check
  CHECK (status IN ('requested', 'rendering', 'issued', 'failed', 'superseded', 'void'));
ALTER TABLE document DROP CONSTRAINT document_check1;
ALTER TABLE document ADD CONSTRAINT document_issued_once
  CHECK ((status IN ('issued', 'superseded', 'void')) = (issued_at IS NOT NULL));

-- After one that is void another may be asked for, under a number of its own.
ALTER TABLE document DROP CONSTRAINT document_org_shipment_kind_version_key;
CREATE UNIQUE INDEX document_shipment_version ON document (org, shipment, kind, version) WHERE status <> 'void';
ALTER TABLE document DROP CONSTRAINT document_lot_version;
CREATE UNIQUE INDEX document_lot_version ON document (org, lot, kind, version) WHERE status <> 'void';

CREATE FUNCTION document_goes_forward() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.status <> OLD.status AND (OLD.status = 'void' OR OLD.status = 'superseded' AND NEW.status <> 'void'
     OR OLD.status = 'issued' AND NEW.status NOT IN ('superseded', 'void'))
     OR OLD.issued_at IS NOT NULL AND NEW.issued_at IS DISTINCT FROM OLD.issued_at THEN
    RAISE EXCEPTION 'a paper that was issued is amended by a later version, and by nothing else' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_amended_only BEFORE UPDATE OF status, issued_at ON document
  FOR EACH ROW EXECUTE FUNCTION document_goes_forward();
ALTER TABLE document ENABLE ALWAYS TRIGGER document_amended_only;
