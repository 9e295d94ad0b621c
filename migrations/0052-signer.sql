-- The signer as a role of its own: it reads history, and writes nothing but tiles, checkpoints and answers.
--
-- Where it runs apart (VETA_SIGNER=separate) its login is all it needs of this database; the log's key is on its own host.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'veta_signer') THEN
    CREATE ROLE veta_signer LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

GRANT USAGE ON SCHEMA public TO veta_signer;

-- The journal holds with each entry the answers that begin with it.
CREATE INDEX idempotency_first_idx ON idempotency (first_idx);

-- One row: what a signer that runs apart says of itself, for those who serve.
CREATE TABLE signer_status (
  id      smallint    PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  -- verifier keys of the log, the newest last
  vkeys   text[]      NOT NULL,
  sample  boolean     NOT NULL,
  trouble text,
  warning text,
  seen_at timestamptz NOT NULL DEFAULT now()
);

-- Questions to it and its answers; whoever asked takes both away.
CREATE TABLE signer_mail (
  id       uuid        PRIMARY KEY,
  -- [{kind, id}…]
  subjects jsonb       NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- {checkpoint, heads}
  answer   jsonb
);

REVOKE ALL ON signer_status, signer_mail FROM PUBLIC;
GRANT SELECT ON signer_status TO veta_app;
GRANT SELECT, INSERT, DELETE ON signer_mail TO veta_app;

GRANT SELECT ON log_state, entry, statement, signature, lot_link, tile, checkpoint, idempotency, private_value, data_key,
  schema_files TO veta_signer;
GRANT INSERT ON tile, checkpoint TO veta_signer;
GRANT SELECT, INSERT, UPDATE ON signer_status TO veta_signer;
GRANT SELECT, UPDATE (answer) ON signer_mail TO veta_signer;
