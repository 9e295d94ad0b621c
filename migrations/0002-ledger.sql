-- The ledger: history as bytes, in one dense order, that the database itself refuses to change.
--
-- Every rule here holds whoever writes: keys and checks within a row, statement-level triggers (ENABLE ALWAYS, so that
-- session_replication_role does not silence them) between rows. Row-level foreign keys would say the same and cost a
-- third of the rate. A superuser can still switch all of it off: that is what the signer and fsck are for.

-- One row. Its lock is the fence between writers; nothing here is believed without recomputing it.
CREATE TABLE log_state (
  id          smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  origin      text     NOT NULL CHECK (origin <> ''),
  size        bigint   NOT NULL CHECK (size >= 0),
  root        bytea    NOT NULL CHECK (octet_length(root) = 32),
  -- Roots of the full subtrees of a tree of that size, largest first: one per set bit of size.
  frontier    bytea    NOT NULL CHECK (octet_length(frontier) = 32 * length(replace(size::bit(64)::text, '0', ''))),
  received_ms bigint   NOT NULL CHECK (received_ms >= 0)
);

-- What an organisation said, byte for byte. sid = SHA-256('veta/statement/v1' LF bytes).
CREATE TABLE statement (
  sid   bytea  PRIMARY KEY,
  idx   bigint NOT NULL UNIQUE,
  org   text   NOT NULL,
  type  text   NOT NULL,
  bytes bytea  NOT NULL CHECK (octet_length(bytes) <= 49152),
  CONSTRAINT statement_sid_is_its_hash CHECK (sid = sha256('\x766574612f73746174656d656e742f76310a'::bytea || bytes))
);
CREATE INDEX statement_type_idx ON statement (type, idx);

-- The public leaf of each statement. leaf = SHA-256(0x00 bytes), RFC 6962 section 2.1. Bundles count lengths in 16 bits.
CREATE TABLE entry (
  idx   bigint PRIMARY KEY CHECK (idx >= 0),
  leaf  bytea  NOT NULL UNIQUE,
  bytes bytea  NOT NULL CHECK (octet_length(bytes) <= 65535),
  CONSTRAINT entry_leaf_is_its_hash CHECK (leaf = sha256('\x00'::bytea || bytes))
);

-- The chain of each lot: prev is the leaf of the lot's entry before. No second genesis, no fork.
CREATE TABLE lot_link (
  lot  uuid    NOT NULL,
  seq  integer NOT NULL CHECK (seq >= 0),
  prev bytea,
  leaf bytea   NOT NULL,
  idx  bigint  NOT NULL,
  PRIMARY KEY (lot, seq),
  CONSTRAINT lot_link_no_fork UNIQUE NULLS NOT DISTINCT (lot, prev),
  CONSTRAINT lot_link_genesis CHECK ((seq = 0) = (prev IS NULL))
);

-- Full tiles of the tree, C2SP tlog-tiles, each with the root of its 256 hashes, which is one hash of the level above.
-- Partial tiles are not kept: at level 0 they are leaves of entries, above it roots of the tiles below.
CREATE TABLE tile (
  level  smallint NOT NULL CHECK (level BETWEEN 0 AND 63),
  n      bigint   NOT NULL CHECK (n >= 0),
  hashes bytea    NOT NULL CHECK (octet_length(hashes) = 8192),
  root   bytea    NOT NULL CHECK (octet_length(root) = 32),
  PRIMARY KEY (level, n)
);

-- Copies of what the signer signed; the authority is the signer's own file.
CREATE TABLE checkpoint (
  size      bigint      PRIMARY KEY CHECK (size >= 0),
  root      bytea       NOT NULL CHECK (octet_length(root) = 32),
  note      text        NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT now()
);

-- What was answered to whom: the same key is done once and answered alike for ever.
CREATE TABLE idempotency (
  org       text    NOT NULL,
  key       text    NOT NULL,
  digest    bytea   NOT NULL CHECK (octet_length(digest) = 32),
  actor     text    NOT NULL,
  first_idx bigint  NOT NULL,
  entries   integer NOT NULL CHECK (entries >= 0),
  result    jsonb   NOT NULL,
  PRIMARY KEY (org, key)
);

-- Private values, beside the ledger: the statement holds only digest = b64u(SHA-256(b64u(JCS [salt, name, value]))).
-- Its rows can be erased one day, by the owner's login and with an entry that says so; never edited.
CREATE TABLE disclosure (
  sid    bytea NOT NULL,
  digest text  NOT NULL,
  org    text  NOT NULL,
  salt   text  NOT NULL,
  name   text  NOT NULL,
  value  jsonb NOT NULL,
  PRIMARY KEY (sid, digest)
);

CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: history is only ever added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- Entries continue where the log ends, without a gap, each with its statement.
-- Planned for index lookups once and for all: a plan made while the tables were small would scan them for ever.
CREATE FUNCTION ledger_check_entries() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  first bigint;
  last  bigint;
  added bigint;
BEGIN
  SELECT min(idx), max(idx), count(*) INTO first, last, added FROM added_entry;
  IF added = 0 THEN
    RETURN NULL;
  END IF;
  IF last - first + 1 <> added OR (first > 0 AND NOT EXISTS (SELECT FROM entry WHERE idx = first - 1)) THEN
    RAISE EXCEPTION 'gap in the index before or within entries % to %', first, last USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (SELECT count(*) FROM statement WHERE idx BETWEEN first AND last) <> added THEN
    RAISE EXCEPTION 'an entry of % to % has no statement', first, last USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

-- A link points at the lot's link before, one seq and at least one index lower, and at an entry that exists.
CREATE FUNCTION ledger_check_links() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  bad record;
BEGIN
  SELECT a.lot, a.seq, a.idx INTO bad
    FROM added_link a
    LEFT JOIN lot_link p ON p.lot = a.lot AND p.seq = a.seq - 1
    LEFT JOIN entry e ON e.idx = a.idx
   WHERE (a.seq > 0 AND (p.leaf IS DISTINCT FROM a.prev OR p.idx >= a.idx)) OR e.leaf IS DISTINCT FROM a.leaf
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'link % of lot % at index % does not continue its chain', bad.seq, bad.lot, bad.idx
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

-- The state row counts exactly the entries that are there and never goes back.
CREATE FUNCTION ledger_check_state() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.size < OLD.size OR NEW.received_ms < OLD.received_ms OR NEW.origin <> OLD.origin) THEN
    RAISE EXCEPTION 'the log state does not go back' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.size <> (SELECT coalesce(max(idx) + 1, 0) FROM entry) THEN
    RAISE EXCEPTION 'the log state must count the entries' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER entry_dense AFTER INSERT ON entry
  REFERENCING NEW TABLE AS added_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_entries();
CREATE TRIGGER lot_link_chained AFTER INSERT ON lot_link
  REFERENCING NEW TABLE AS added_link FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_links();
CREATE TRIGGER log_state_counts AFTER INSERT OR UPDATE ON log_state
  FOR EACH ROW EXECUTE FUNCTION ledger_check_state();

CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER statement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON statement EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER lot_link_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lot_link EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER tile_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tile EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER idempotency_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON idempotency EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER disclosure_unedited BEFORE UPDATE OR TRUNCATE ON disclosure EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER log_state_kept BEFORE DELETE OR TRUNCATE ON log_state EXECUTE FUNCTION ledger_refuse_change();

ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_dense;
ALTER TABLE lot_link ENABLE ALWAYS TRIGGER lot_link_chained;
ALTER TABLE log_state ENABLE ALWAYS TRIGGER log_state_counts;
ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_append_only;
ALTER TABLE statement ENABLE ALWAYS TRIGGER statement_append_only;
ALTER TABLE lot_link ENABLE ALWAYS TRIGGER lot_link_append_only;
ALTER TABLE tile ENABLE ALWAYS TRIGGER tile_append_only;
ALTER TABLE checkpoint ENABLE ALWAYS TRIGGER checkpoint_append_only;
ALTER TABLE idempotency ENABLE ALWAYS TRIGGER idempotency_append_only;
ALTER TABLE disclosure ENABLE ALWAYS TRIGGER disclosure_unedited;
ALTER TABLE log_state ENABLE ALWAYS TRIGGER log_state_kept;

-- The login that runs the application adds and reads. It moves the state row, and nothing else.
REVOKE ALL ON entry, statement, lot_link, tile, checkpoint, idempotency, disclosure, log_state FROM PUBLIC;
GRANT SELECT, INSERT ON entry, statement, lot_link, tile, checkpoint, idempotency, disclosure, log_state TO veta_app;
GRANT UPDATE ON log_state TO veta_app;
