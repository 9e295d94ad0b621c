-- The application's role, and the record of which migration files made this database.
--
-- Migrations run as the owner. veta_app owns nothing and gets only what each later file grants it by name,
-- so a table without a GRANT is out of its reach.

DO $$
BEGIN
  -- A role belongs to the whole server: an administrator or another database may have made it already,
  -- the latter perhaps this very moment.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'veta_app') THEN
    CREATE ROLE veta_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO veta_app;

CREATE TABLE schema_files (
  name text PRIMARY KEY,
  -- SHA-256 of the file as it was applied, lowercase hex
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  applied_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON schema_files TO veta_app;
