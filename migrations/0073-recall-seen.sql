-- Whoever may see a lot, the public included, is told that it was recalled; by whom and why, only those it concerns.
CREATE FUNCTION open_recalls(recalled uuid) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT array_agg(encode(r.sid, 'hex') ORDER BY r.idx)
      FROM recall_lot l JOIN recall r ON r.sid = l.recall WHERE l.lot = recalled AND r.lifted_idx IS NULL;
  END;
REVOKE EXECUTE ON FUNCTION open_recalls(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_recalls(uuid) TO veta_app, veta_reader;

-- Whether a lot left the country in that shipment and is still its exporter's: nobody here can keep it back any more.
CREATE FUNCTION left_with(custodian text, shipment text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM shipment s WHERE s.id = custodian || '/' || left_with.shipment AND s.exported);
  END;
REVOKE EXECUTE ON FUNCTION left_with(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION left_with(text, text) TO veta_app, veta_reader;

-- The shipment of a lot, which knows only its code.
CREATE INDEX shipment_code_idx ON shipment (code);
