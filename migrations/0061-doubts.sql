-- Who recorded which statement, beside the ledger: four eyes are judged by it (rule P25). A person is a random id here, a key
-- its own; what an organisation's key signed without anybody signed in is that key's.
CREATE TABLE recorded_by (
  sid bytea PRIMARY KEY CHECK (octet_length(sid) = 32),
  org text  NOT NULL CHECK (org <> ''),
  by  text  NOT NULL CHECK (by ~ '^(person|key|kid):[0-9A-Za-z_-]{1,64}$')
);
CREATE TRIGGER recorded_by_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recorded_by
  EXECUTE FUNCTION ledger_refuse_change();
ALTER TABLE recorded_by ENABLE ALWAYS TRIGGER recorded_by_append_only;

-- Holds and questions, a row for each reason, and what became of it; folded from the statements (`veta rebuild`).
CREATE TABLE doubt (
  -- of `lot.held` or `question.raised`
  sid     bytea    NOT NULL CHECK (octet_length(sid) = 32),
  n       smallint NOT NULL,
  idx     bigint   NOT NULL,
  -- who raised it
  org     text     NOT NULL,
  lot     uuid,
  level   text     NOT NULL CHECK (level IN ('hold', 'ask', 'warn')),
  rule    text     NOT NULL,
  code    text     NOT NULL,
  field   text     NOT NULL,
  raised  date     NOT NULL,
  -- Entry that settled it, on which day, and how: released, override, returned, explained, confirmed, referred
  settled_idx bigint,
  settled     date,
  outcome     text,
  PRIMARY KEY (sid, n),
  CHECK ((settled_idx IS NULL) = (outcome IS NULL))
);
CREATE INDEX doubt_open_idx ON doubt (org, level, idx, n) WHERE settled_idx IS NULL;
CREATE INDEX doubt_list_idx ON doubt (org, level, idx, n);
CREATE INDEX doubt_lot_idx ON doubt (lot) WHERE lot IS NOT NULL;

-- Equality of people across organisations, without the values: keyed digests of an identity number, a telephone, an account.
-- A row goes with its person's data key. No tenant reads it: who else knows a person is nobody's to see.
CREATE TABLE person_index (
  kind    text  NOT NULL CHECK (kind IN ('identity', 'phone', 'account')),
  digest  bytea NOT NULL CHECK (octet_length(digest) = 32),
  subject bytea NOT NULL REFERENCES data_key ON DELETE CASCADE,
  org     text  NOT NULL CHECK (org <> ''),
  PRIMARY KEY (kind, digest, subject)
);
CREATE INDEX person_index_subject_idx ON person_index (subject, kind);

-- How many deliveries of one day weighed the same to the milligram (rule P19).
CREATE TABLE equal_delivery (
  org      text   NOT NULL,
  site     text   NOT NULL,
  day      date   NOT NULL,
  gross_mg bigint NOT NULL,
  n        integer NOT NULL CHECK (n > 0),
  PRIMARY KEY (org, site, day, gross_mg)
);

GRANT SELECT, INSERT ON recorded_by, person_index TO veta_app;
GRANT SELECT, INSERT, UPDATE ON equal_delivery TO veta_app;
GRANT SELECT, INSERT, UPDATE ON doubt TO veta_app;

-- Read by its own organisation alone.
DO $$
DECLARE
  one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['recorded_by', 'equal_delivery', 'doubt', 'person_index']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one);
    EXECUTE format('CREATE POLICY writer ON %I TO veta_app USING (true) WITH CHECK (true)', one);
  END LOOP;
END
$$;
CREATE POLICY tenant ON recorded_by FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
CREATE POLICY tenant ON equal_delivery FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
-- A hold also concerns whoever has, awaits or owns the lot by now.
CREATE POLICY tenant ON doubt FOR SELECT TO veta_reader USING (
  org = (SELECT veta_org())
  OR (level = 'hold' AND EXISTS (SELECT FROM lot
       WHERE lot.id = doubt.lot AND (SELECT veta_org()) IN (lot.registrar, lot.custodian, lot.owner, lot.bound_for))));
GRANT SELECT ON recorded_by, equal_delivery, doubt TO veta_reader;

-- What was recorded before this migration, as the projections would have folded it.
INSERT INTO doubt (sid, n, idx, org, lot, level, rule, code, field, raised)
SELECT s.sid, r.n - 1, s.idx, s.org, (d.data ->> 'lot')::uuid, 'hold', r.reason ->> 'rule', r.reason ->> 'code', r.reason ->> 'at',
       (d.data #>> '{on,date}')::date
  FROM statement s
 CROSS JOIN LATERAL (SELECT convert_from(s.bytes, 'UTF8')::jsonb -> 'data' AS data) AS d
 CROSS JOIN LATERAL jsonb_array_elements(d.data -> 'reasons') WITH ORDINALITY AS r (reason, n)
 WHERE s.type = 'lot.held';

UPDATE doubt SET settled_idx = first.idx, settled = first.day, outcome = 'released'
  FROM (SELECT h.sid, h.n, s.idx, (d.data #>> '{on,date}')::date AS day,
               row_number() OVER (PARTITION BY h.sid, h.n ORDER BY s.idx) AS place
          FROM doubt h
          JOIN lot_link l ON l.lot = h.lot AND l.idx > h.idx
          JOIN statement s ON s.idx = l.idx AND s.type = 'lot.released'
         CROSS JOIN LATERAL (SELECT convert_from(s.bytes, 'UTF8')::jsonb -> 'data' AS data) AS d) AS first
 WHERE doubt.sid = first.sid AND doubt.n = first.n AND first.place = 1;

INSERT INTO equal_delivery (org, site, day, gross_mg, n)
SELECT s.org, d.data ->> 'site', (d.data #>> '{on,date}')::date, (d.data ->> 'grossMg')::bigint, count(*)
  FROM statement s
 CROSS JOIN LATERAL (SELECT convert_from(s.bytes, 'UTF8')::jsonb -> 'data' AS data) AS d
 WHERE s.type = 'lot.registered' AND d.data ->> 'origin' = 'production'
 GROUP BY 1, 2, 3, 4;
