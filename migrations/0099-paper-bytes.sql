-- Files of papers by the SHA-256 of their sealed bytes: here, or in a bucket where one is configured. What was written into
-- the file's own row before stays there.
CREATE TABLE sealed_bytes (
  sha256 bytea PRIMARY KEY CHECK (sha256 = sha256(bytes)),
  bytes  bytea NOT NULL
);
-- They are encrypted; compressing them again would cost and save nothing.
ALTER TABLE sealed_bytes ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TRIGGER sealed_bytes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_bytes EXECUTE FUNCTION ledger_refuse_change();
ALTER TABLE sealed_bytes ENABLE ALWAYS TRIGGER sealed_bytes_append_only;
REVOKE ALL ON sealed_bytes FROM PUBLIC;
GRANT SELECT, INSERT ON sealed_bytes TO veta_app;

ALTER TABLE document_file ALTER COLUMN bytes DROP NOT NULL;
ALTER TABLE document_file ADD COLUMN sealed_sha256 bytea CHECK (octet_length(sealed_sha256) = 32);
ALTER TABLE document_file ADD CONSTRAINT document_file_lies_somewhere CHECK ((bytes IS NULL) <> (sealed_sha256 IS NULL));
ALTER TABLE document_file ADD CONSTRAINT document_file_elsewhere_is_sealed CHECK (sealed OR bytes IS NOT NULL);
