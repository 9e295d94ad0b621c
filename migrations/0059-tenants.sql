-- The role that reads for a tenant: it sees, by row-level security, what concerns the organisation named in `veta.org`, and
-- writes nothing. The application takes it on for the time of one read-only transaction (src/database/tenant.ts).
--
-- A table that is to be read by tenants says so itself, where it is made:
--   ALTER TABLE x ENABLE ROW LEVEL SECURITY;
--   CREATE POLICY writer ON x TO veta_app USING (true) WITH CHECK (true);
--   CREATE POLICY tenant ON x FOR SELECT TO veta_reader USING (org = veta_org());
--   GRANT SELECT ON x TO veta_reader;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'veta_reader') THEN
    CREATE ROLE veta_reader NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

-- Not by inheritance where PostgreSQL can tell (16): the application is the reader only when it says so.
DO $$
BEGIN
  IF pg_has_role('veta_app', 'veta_reader', 'MEMBER') THEN
    RETURN;
  ELSIF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT veta_reader TO veta_app WITH INHERIT FALSE, SET TRUE';
  ELSE
    GRANT veta_reader TO veta_app;
  END IF;
EXCEPTION
  -- Another database of this server does the same this very moment; start-up looks whether it was done.
  WHEN unique_violation OR internal_error THEN NULL;
END
$$;

GRANT USAGE ON SCHEMA public TO veta_reader;

-- Whose eyes it reads with; none, where nothing was said.
CREATE FUNCTION veta_org() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('veta.org', true), '');
GRANT EXECUTE ON FUNCTION veta_org() TO veta_app, veta_reader;
