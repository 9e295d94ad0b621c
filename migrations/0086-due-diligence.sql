-- What a buyer finds out about a supplier is the buyer's file: the supplier it names is not told of a suspicion by reading the
-- statement. Of every other statement those it names are told, as before (0071).
CREATE OR REPLACE FUNCTION statement_concerns(bytes bytea) RETURNS boolean
  LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
  said jsonb;
  org constant text := veta_org();
BEGIN
  said := convert_from(bytes, 'UTF8')::jsonb;
  IF said ->> 'type' = 'risk.assessed' THEN
    RETURN false;
  END IF;
  IF org IN (said #>> '{data,from}', said #>> '{data,to}', said #>> '{data,consignee}', said #>> '{data,organisation}',
             said #>> '{data,with}', said #>> '{data,holder}') THEN
    RETURN true;
  END IF;
  RETURN EXISTS (SELECT FROM lot WHERE id IN (SELECT jsonb_array_elements_text(said -> 'lots')::uuid));
EXCEPTION
  WHEN data_exception THEN RETURN false;
END $$;
