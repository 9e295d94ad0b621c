-- Sealed bytes may leave the database for a bucket: a row goes only in the transaction that says that its bytes were read in
-- the bucket and are the same, and that it was so stays. Nobody but the owner of the tables can say it.
CREATE TABLE moved_bytes (
  sha256   bytea       NOT NULL CHECK (octet_length(sha256) = 32),
  moved_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (sha256, moved_at)
);
CREATE TRIGGER moved_bytes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON moved_bytes EXECUTE FUNCTION ledger_refuse_change();
ALTER TABLE moved_bytes ENABLE ALWAYS TRIGGER moved_bytes_append_only;
REVOKE ALL ON moved_bytes FROM PUBLIC;
GRANT SELECT ON moved_bytes TO veta_app;

CREATE FUNCTION sealed_bytes_moved() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM moved_bytes WHERE sha256 = OLD.sha256 AND moved_at = now()) THEN
    RAISE EXCEPTION 'bytes of papers are kept until they lie elsewhere' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
DROP TRIGGER sealed_bytes_append_only ON sealed_bytes;
CREATE TRIGGER sealed_bytes_append_only BEFORE UPDATE OR TRUNCATE ON sealed_bytes EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER sealed_bytes_kept BEFORE DELETE ON sealed_bytes FOR EACH ROW EXECUTE FUNCTION sealed_bytes_moved();
ALTER TABLE sealed_bytes ENABLE ALWAYS TRIGGER sealed_bytes_append_only;
ALTER TABLE sealed_bytes ENABLE ALWAYS TRIGGER sealed_bytes_kept;

-- A file that lay in its own row before migration 0099 leaves it the same way; nothing else of it changes.
CREATE FUNCTION document_file_seal_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT OLD.sealed AND NEW.sealed THEN RETURN NEW; END IF;
  IF OLD.bytes IS NULL OR NEW.bytes IS NOT NULL OR NEW.sealed_sha256 IS DISTINCT FROM sha256(OLD.bytes)
     OR (NEW.document, NEW.org, NEW.name, NEW.media_type, NEW.sha256, NEW.unsigned_sha256, NEW.sealed)
        IS DISTINCT FROM (OLD.document, OLD.org, OLD.name, OLD.media_type, OLD.sha256, OLD.unsigned_sha256, OLD.sealed)
     OR NOT EXISTS (SELECT FROM moved_bytes WHERE sha256 = NEW.sealed_sha256 AND moved_at = now()) THEN
    RAISE EXCEPTION 'what a paper says never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER document_file_unedited ON document_file;
CREATE TRIGGER document_file_unedited BEFORE UPDATE ON document_file FOR EACH ROW EXECUTE FUNCTION document_file_seal_once();
ALTER TABLE document_file ENABLE ALWAYS TRIGGER document_file_unedited;
