-- Signatures of organisations' and devices' own keys: beside the statement, and within the hash of its entry.
--
-- They are written between the statement and its entry. The database refuses one that comes later, so that nobody with the
-- application's login can make an entry unreadable by adding to what its hash covers.

CREATE TABLE signature (
  sid bytea NOT NULL,
  -- SHA-256('veta/key/v1' LF key), its first 16 bytes in base64url
  kid text  NOT NULL CHECK (octet_length(kid) = 22),
  sig bytea NOT NULL,
  PRIMARY KEY (sid, kid),
  CONSTRAINT signature_is_ed25519 CHECK (octet_length(sig) = 64)
);

-- Planned for index lookups once and for all: a plan made while the tables were small would scan them for ever.
CREATE FUNCTION ledger_check_signatures() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  IF EXISTS (SELECT FROM added_signature a LEFT JOIN statement s ON s.sid = a.sid LEFT JOIN entry e ON e.idx = s.idx
              WHERE s.sid IS NULL OR e.idx IS NOT NULL) THEN
    RAISE EXCEPTION 'a signature belongs to a statement that has no entry yet' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_in_time AFTER INSERT ON signature
  REFERENCING NEW TABLE AS added_signature FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_signatures();
CREATE TRIGGER signature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signature EXECUTE FUNCTION ledger_refuse_change();

ALTER TABLE signature ENABLE ALWAYS TRIGGER signature_in_time;
ALTER TABLE signature ENABLE ALWAYS TRIGGER signature_append_only;

REVOKE ALL ON signature FROM PUBLIC;
GRANT SELECT, INSERT ON signature TO veta_app;
