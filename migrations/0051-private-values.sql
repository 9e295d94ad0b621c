-- Private values sealed: whoever has this database, its dumps or its disk finds no person and no price in it.
--
-- Values lie here as AES-256-GCM under a data key of their subject (a person or an organisation); the data keys are wrapped
-- by the vault's key, which is in a file apart. Persons and numbers that must be found again go by keyed names (HMAC).

-- `subject` is the keyed name: who it is cannot be told without the vault's key.
CREATE TABLE data_key (
  subject bytea PRIMARY KEY CHECK (octet_length(subject) = 32),
  kind    text  NOT NULL CHECK (kind IN ('organisation', 'member')),
  -- nonce, 32 sealed bytes, tag
  wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 60)
);

-- Takes the place of `disclosure`: sealed is the canonical JSON [salt, name, value].
CREATE TABLE private_value (
  sid     bytea NOT NULL,
  digest  text  NOT NULL,
  org     text  NOT NULL,
  subject bytea NOT NULL,
  sealed  bytea NOT NULL CHECK (octet_length(sealed) > 28),
  PRIMARY KEY (sid, digest)
);
CREATE INDEX private_value_subject_idx ON private_value (subject);

-- Takes the place of `member`; it goes with its person's data key.
CREATE TABLE private_member (
  subject bytea PRIMARY KEY REFERENCES data_key ON DELETE CASCADE,
  org     text  NOT NULL,
  sealed  bytea NOT NULL
);
CREATE INDEX private_member_org_idx ON private_member (org);

-- Takes the place of `book_row`; `name` is the keyed name of the row's natural key, which may hold a price.
CREATE TABLE private_book_row (
  org     text    NOT NULL,
  file    text    NOT NULL,
  name    bytea   NOT NULL CHECK (octet_length(name) = 32),
  line    integer NOT NULL,
  subject bytea   NOT NULL,
  sealed  bytea   NOT NULL,
  PRIMARY KEY (org, file, name)
);

-- Who asked that values be erased, and who agreed. `subject` where all of a person's are meant, else the digests.
CREATE TABLE erasure (
  id           uuid        PRIMARY KEY,
  org          text        NOT NULL CHECK (org <> ''),
  basis        text        NOT NULL,
  subject      bytea       CHECK (octet_length(subject) = 32),
  digests      text[]      NOT NULL,
  requested_by uuid        NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT now(),
  approved_by  uuid        CHECK (approved_by <> requested_by),
  approved_at  timestamptz,
  CHECK ((subject IS NULL) <> (digests = '{}')),
  CHECK ((approved_by IS NULL) = (approved_at IS NULL))
);
CREATE INDEX erasure_org_idx ON erasure (org, requested_at);

-- Papers show prices, addresses and tax numbers. A sealed one holds no clear byte; its hash is of the clear ones.
ALTER TABLE document ADD COLUMN sealed boolean NOT NULL DEFAULT false;
ALTER TABLE document DROP CONSTRAINT document_check;
ALTER TABLE document ADD CONSTRAINT document_payload_is_hashed CHECK (sealed OR payload_sha256 = sha256(payload));
ALTER TABLE document_file ADD COLUMN sealed boolean NOT NULL DEFAULT false;
ALTER TABLE document_file DROP CONSTRAINT document_file_check;
ALTER TABLE document_file ADD CONSTRAINT document_file_is_hashed CHECK (sealed OR sha256 = sha256(bytes));

-- A private value leaves only by an entry that names its digest: erasing is public, its content is not.
CREATE FUNCTION private_value_keep() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM statement s
     WHERE s.type = 'personal-data.erased' AND s.org = OLD.org
       AND convert_from(s.bytes, 'UTF8')::jsonb #> '{data,digests}' ? OLD.digest
  ) THEN
    RAISE EXCEPTION 'a private value is erased only by an entry that says so' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;

-- A person's data key goes with the last value it seals, an organisation's never.
CREATE FUNCTION data_key_keep() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.kind <> 'member' OR EXISTS (SELECT FROM private_value WHERE subject = OLD.subject)
     OR NOT EXISTS (SELECT FROM statement WHERE type = 'personal-data.erased') THEN
    RAISE EXCEPTION 'a data key is destroyed only with the values it seals' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;

-- A clear value of an earlier version leaves when its sealed one is there.
CREATE FUNCTION disclosure_sealed_first() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM private_value WHERE sid = OLD.sid AND digest = OLD.digest) THEN
    RAISE EXCEPTION 'a private value is removed only once it is sealed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;

-- What a paper says changes once: from clear to sealed.
CREATE FUNCTION document_seal_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.sealed OR NOT NEW.sealed THEN
    RAISE EXCEPTION 'what a paper says never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER private_value_unedited BEFORE UPDATE OR TRUNCATE ON private_value EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER private_value_kept BEFORE DELETE ON private_value FOR EACH ROW EXECUTE FUNCTION private_value_keep();
CREATE TRIGGER data_key_unedited BEFORE UPDATE OR TRUNCATE ON data_key EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER data_key_kept BEFORE DELETE ON data_key FOR EACH ROW EXECUTE FUNCTION data_key_keep();
CREATE TRIGGER disclosure_kept BEFORE DELETE ON disclosure FOR EACH ROW EXECUTE FUNCTION disclosure_sealed_first();
CREATE TRIGGER disclosure_closed BEFORE INSERT ON disclosure EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER document_unedited BEFORE UPDATE OF payload, payload_sha256, sealed ON document
  FOR EACH ROW EXECUTE FUNCTION document_seal_once();
CREATE TRIGGER document_file_unedited BEFORE UPDATE ON document_file FOR EACH ROW EXECUTE FUNCTION document_seal_once();

ALTER TABLE private_value ENABLE ALWAYS TRIGGER private_value_unedited;
ALTER TABLE private_value ENABLE ALWAYS TRIGGER private_value_kept;
ALTER TABLE data_key ENABLE ALWAYS TRIGGER data_key_unedited;
ALTER TABLE data_key ENABLE ALWAYS TRIGGER data_key_kept;
ALTER TABLE disclosure ENABLE ALWAYS TRIGGER disclosure_kept;
ALTER TABLE disclosure ENABLE ALWAYS TRIGGER disclosure_closed;
ALTER TABLE document ENABLE ALWAYS TRIGGER document_unedited;
ALTER TABLE document_file ENABLE ALWAYS TRIGGER document_file_unedited;

REVOKE ALL ON data_key, private_value, private_member, private_book_row, erasure FROM PUBLIC;
GRANT SELECT, INSERT, DELETE ON data_key, private_value TO veta_app;
GRANT SELECT, INSERT, UPDATE (sealed) ON private_member TO veta_app;
GRANT SELECT, INSERT ON private_book_row, erasure TO veta_app;
GRANT UPDATE (approved_by, approved_at) ON erasure TO veta_app;
GRANT UPDATE (payload, sealed) ON document TO veta_app;
GRANT UPDATE (bytes, sealed) ON document_file TO veta_app;

-- What an earlier version kept in clear is sealed at the first start and then removed; nothing is added to it any more.
REVOKE INSERT ON disclosure, member, book_row FROM veta_app;
REVOKE UPDATE ON member FROM veta_app;
GRANT DELETE ON disclosure, member, book_row TO veta_app;

-- Declarations of production are of persons: their numbers go by keyed names, `declared:`; a clear one may leave.
CREATE FUNCTION used_number_sealed_first() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- The owner makes this table again from history; the application only moves what an earlier version wrote in clear.
  IF current_user = 'veta_app' AND (OLD.id NOT LIKE 'declaration:%' OR NOT EXISTS (
    SELECT FROM used_number WHERE id LIKE 'declared:%' AND org = OLD.org AND lot = OLD.lot
  )) THEN
    RAISE EXCEPTION 'a used number stays used' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER used_number_kept BEFORE DELETE ON used_number FOR EACH ROW EXECUTE FUNCTION used_number_sealed_first();
ALTER TABLE used_number ENABLE ALWAYS TRIGGER used_number_kept;
GRANT DELETE ON used_number TO veta_app;
