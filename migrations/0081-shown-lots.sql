-- What an organisation lets another one see of one lot of its own, until a day: a grant of access that names the lot.
ALTER TABLE access_grant ADD COLUMN lot uuid;
ALTER TABLE access_grant ADD COLUMN shown_to text;
ALTER TABLE access_grant ADD CHECK ((lot IS NULL) = (shown_to IS NULL));
CREATE INDEX access_grant_lot_idx ON access_grant (lot) WHERE lot IS NOT NULL;
CREATE INDEX access_grant_shown_idx ON access_grant (shown_to) WHERE shown_to IS NOT NULL;

-- Whoever was granted something is told of it as well.
DROP POLICY tenant ON access_grant;
CREATE POLICY tenant ON access_grant FOR SELECT TO veta_reader
  USING (org = (SELECT veta_org()) OR audience = 'organisation:' || (SELECT veta_org()));

-- As 0076 made it; and a lot that is shown is seen for as long as it is shown, by whoever owns it by then.
DROP POLICY tenant ON lot;
CREATE POLICY tenant ON lot FOR SELECT TO veta_reader USING (
  (SELECT veta_org()) IN (registrar, custodian, owner, bound_for)
  OR EXISTS (
    SELECT FROM shipment s
     WHERE s.code = lot.shipment AND s.consignee = (SELECT veta_org()) AND s.state -> 'lots' ? lot.id::text)
  OR EXISTS (
    SELECT FROM access_grant g
     WHERE g.lot = lot.id AND g.shown_to = (SELECT veta_org()) AND g.org = lot.owner
       AND g.ended_at IS NULL AND g.until_at > now()));
