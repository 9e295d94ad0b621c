-- What a tenant's eyes see of the tables so far (0059 says who reads with them). The application's own role goes on as
-- before: what it writes is judged in the ledger's one writer. Tables that nothing is granted on here, such as wrapped
-- data keys, are out of the reader's reach altogether.

-- Rows of one organisation that concern no other.
DO $$
DECLARE
  one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['site', 'scale', 'member', 'used_number', 'api_key', 'signing_key', 'book_row',
    'private_book_row', 'private_member', 'private_value', 'disclosure', 'erasure', 'document', 'document_file',
    'document_counter', 'idempotency']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one);
    EXECUTE format('CREATE POLICY writer ON %I TO veta_app USING (true) WITH CHECK (true)', one);
    EXECUTE format('CREATE POLICY tenant ON %I FOR SELECT TO veta_reader USING (org = (SELECT veta_org()))', one);
  END LOOP;
END
$$;

GRANT SELECT ON site, scale, member, used_number, signing_key, book_row, private_book_row, private_member, private_value,
  disclosure, erasure, document, document_file, document_counter, idempotency TO veta_reader;
-- Never the hash of a secret.
GRANT SELECT (id, org, role, name, created_at, revoked_at) ON api_key TO veta_reader;

-- Names and certificates of those who take part are known to everyone who does.
ALTER TABLE organisation ENABLE ROW LEVEL SECURITY;
ALTER TABLE credential ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON organisation TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY writer ON credential TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON organisation FOR SELECT TO veta_reader USING ((SELECT veta_org()) IS NOT NULL);
CREATE POLICY tenant ON credential FOR SELECT TO veta_reader USING ((SELECT veta_org()) IS NOT NULL);

-- A shipment concerns who sends it and who is to get it.
ALTER TABLE shipment ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON shipment TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON shipment FOR SELECT TO veta_reader USING ((SELECT veta_org()) IN (org, consignee));

-- A lot concerns who made it, holds it, owns it, awaits it, or is the consignee of its shipment. That its owner let the
-- public look opens none of its row: for that there is released_lot.
CREATE INDEX lot_shipment_idx ON lot (shipment) WHERE shipment IS NOT NULL;
ALTER TABLE lot ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON lot TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON lot FOR SELECT TO veta_reader USING (
  (SELECT veta_org()) IN (registrar, custodian, owner, bound_for)
  OR EXISTS (SELECT FROM shipment s WHERE s.id = lot.shipment AND s.consignee = (SELECT veta_org())));

-- The public page of a lot, for whoever has its code: 80 random bits that only its owner gives away.
CREATE FUNCTION released_lot(page text) RETURNS TABLE (id uuid, state jsonb, public_code text)
  LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT l.id, l.state, l.public_code FROM lot l WHERE l.public_code = page AND l.released;
  END;
REVOKE EXECUTE ON FUNCTION released_lot(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION released_lot(text) TO veta_app, veta_reader;

-- A statement concerns its author, those it names, and whoever one of its lots concerns: this last by the policy of lots,
-- under which the query below runs. Bytes that cannot be read concern nobody but their author.
CREATE FUNCTION statement_concerns(bytes bytea) RETURNS boolean
  LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
  said jsonb;
  org constant text := veta_org();
BEGIN
  said := convert_from(bytes, 'UTF8')::jsonb;
  IF org IN (said #>> '{data,from}', said #>> '{data,to}', said #>> '{data,consignee}', said #>> '{data,organisation}',
             said #>> '{data,with}', said #>> '{data,holder}') THEN
    RETURN true;
  END IF;
  RETURN EXISTS (SELECT FROM lot WHERE id IN (SELECT jsonb_array_elements_text(said -> 'lots')::uuid));
EXCEPTION
  WHEN data_exception THEN RETURN false;
END $$;

ALTER TABLE statement ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON statement TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY signer ON statement FOR SELECT TO veta_signer USING (true);
CREATE POLICY tenant ON statement FOR SELECT TO veta_reader
  USING (org = (SELECT veta_org()) OR statement_concerns(bytes));

-- What hangs from a statement or a lot is seen with it.
ALTER TABLE signature ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON signature TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY signer ON signature FOR SELECT TO veta_signer USING (true);
CREATE POLICY tenant ON signature FOR SELECT TO veta_reader
  USING (EXISTS (SELECT FROM statement s WHERE s.sid = signature.sid));

ALTER TABLE entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON entry TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY signer ON entry FOR SELECT TO veta_signer USING (true);
CREATE POLICY tenant ON entry FOR SELECT TO veta_reader
  USING (EXISTS (SELECT FROM statement s WHERE s.idx = entry.idx));

ALTER TABLE lot_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON lot_link TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY signer ON lot_link FOR SELECT TO veta_signer USING (true);
CREATE POLICY tenant ON lot_link FOR SELECT TO veta_reader USING (EXISTS (SELECT FROM lot WHERE lot.id = lot_link.lot));

ALTER TABLE device_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON device_link TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON device_link FOR SELECT TO veta_reader
  USING (EXISTS (SELECT FROM statement s WHERE s.sid = device_link.sid));

-- The signer goes on reading answers and private values of everybody: it signs, and shows none of it.
CREATE POLICY signer ON idempotency FOR SELECT TO veta_signer USING (true);
CREATE POLICY signer ON private_value FOR SELECT TO veta_signer USING (true);

GRANT SELECT ON organisation, credential, shipment, lot, statement, signature, entry, lot_link, device_link TO veta_reader;

-- Hashes and signatures over them: public by design.
GRANT SELECT ON tile, checkpoint, cosignature, cosigned_checkpoint TO veta_reader;
