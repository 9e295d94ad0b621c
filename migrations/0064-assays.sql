-- Field readings (estimate, touchstone, XRF) and what a better assay of the same lot said later: the bias of a method and of
-- whoever read by it. The person is never here, but among the private values of the statement, and goes with them.

CREATE TABLE field_reading (
  idx          bigint  PRIMARY KEY,
  sid          bytea   NOT NULL UNIQUE CHECK (octet_length(sid) = 32),
  -- who recorded the field reading
  org          text    NOT NULL,
  lot          uuid    NOT NULL,
  method       text    NOT NULL,
  day          date    NOT NULL,
  ppm          integer NOT NULL CHECK (ppm BETWEEN 1 AND 1000000),
  -- another reading stands for it
  replaced     boolean NOT NULL DEFAULT false,
  -- the first fire assay, umpire's assay or outturn of the lot after it
  later_sid    bytea,
  later_idx    bigint,
  later_method text,
  later_ppm    integer CHECK (later_ppm BETWEEN 1 AND 1000000),
  CHECK ((later_idx IS NULL) = (later_ppm IS NULL) AND later_idx > idx)
);
CREATE INDEX field_reading_lot_idx ON field_reading (lot);
CREATE INDEX field_reading_org_idx ON field_reading (org, day, idx) WHERE later_ppm IS NOT NULL AND NOT replaced;
GRANT SELECT, INSERT, UPDATE ON field_reading TO veta_app;
ALTER TABLE field_reading ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON field_reading TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON field_reading FOR SELECT TO veta_reader USING (org = veta_org());
GRANT SELECT ON field_reading TO veta_reader;

-- Retained samples by the day until which they are kept.
CREATE INDEX lot_sample_idx ON lot (custodian, (state #>> '{kept,keepUntil}'), id) WHERE form = 'sample';
