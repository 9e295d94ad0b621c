-- What is looked up by whom it is about must cost its own size, however long the history is.

-- Registrations and keys of an organisation. In the place of (type, idx): without the index number in it equal keys are
-- kept once (a tenth of the size), and every insert goes to one of a few warm pages.
CREATE INDEX statement_type_org_idx ON statement (type, org);
DROP INDEX statement_type_idx;

-- Papers of a holder, whoever said so of them. NULL for every other statement, and for bytes that cannot be read: it finds,
-- and judges nothing.
CREATE FUNCTION statement_holder(type text, bytes bytea) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
BEGIN
  IF type NOT LIKE 'credential.%' THEN
    RETURN NULL;
  END IF;
  RETURN convert_from(bytes, 'UTF8')::jsonb #>> '{data,holder}';
EXCEPTION
  WHEN OTHERS THEN RETURN NULL;
END $$;
CREATE INDEX statement_holder_idx ON statement (statement_holder(type, bytes)) WHERE statement_holder(type, bytes) IS NOT NULL;

-- A lot's row changes a few times, mostly in columns that no index holds: with room beside it the new version stays on its
-- page and none of seven indexes is touched.
ALTER TABLE lot SET (fillfactor = 60);
