-- A lot knows its shipment by the code that its exporter gave it, and another exporter may use the same code: the consignee
-- who sees the lot is that of the shipment it was packed in, and of no other.
DROP POLICY tenant ON lot;
CREATE POLICY tenant ON lot FOR SELECT TO veta_reader USING (
  (SELECT veta_org()) IN (registrar, custodian, owner, bound_for)
  OR EXISTS (
    SELECT FROM shipment s
     WHERE s.code = lot.shipment AND s.consignee = (SELECT veta_org()) AND s.state -> 'lots' ? lot.id::text));
