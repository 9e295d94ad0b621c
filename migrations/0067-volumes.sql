-- The stock book: what came to and left each custodian's gold, by site, form, claim, month and kind of movement. Sums of the
-- ledger's own statements, added to in its transaction and rewritten by a rebuild; a month's opening is all that came before.

CREATE TABLE balance_month (
  -- the custodian
  org   text    NOT NULL,
  -- `<organisation>/<code>` of the one site all of it was mined at; empty where there are several, or none is known
  site  text    NOT NULL,
  form  text    NOT NULL,
  -- schemes it may be claimed under, joined by +
  claim text    NOT NULL,
  -- YYYY-MM
  month text    COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  kind  text    NOT NULL,
  mg    bigint  NOT NULL CHECK (mg >= 0),
  -- fine nanograms
  ng    numeric NOT NULL CHECK (ng >= 0),
  PRIMARY KEY (org, site, form, claim, month, kind)
) WITH (fillfactor = 60);
GRANT SELECT, INSERT, UPDATE ON balance_month TO veta_app;
ALTER TABLE balance_month ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON balance_month TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON balance_month FOR SELECT TO veta_reader USING (org = veta_org());
GRANT SELECT ON balance_month TO veta_reader;

-- Of a lot that was made of others: the one site all of those came from, or empty. What was dug has its own.
CREATE TABLE stock_site (
  lot  uuid PRIMARY KEY,
  site text NOT NULL
);
GRANT SELECT, INSERT ON stock_site TO veta_app;

-- Physical counts, as they were stated.
CREATE TABLE stock_count (
  sid           bytea  PRIMARY KEY CHECK (octet_length(sid) = 32),
  idx           bigint NOT NULL UNIQUE,
  org           text   NOT NULL,
  day           date   NOT NULL,
  stock         text   NOT NULL,
  counted_mg    bigint NOT NULL,
  book_mg       bigint NOT NULL,
  difference_mg bigint NOT NULL
);
CREATE INDEX stock_count_org_idx ON stock_count (org, idx);
GRANT SELECT, INSERT ON stock_count TO veta_app;
ALTER TABLE stock_count ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON stock_count TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON stock_count FOR SELECT TO veta_reader USING (org = veta_org());
GRANT SELECT ON stock_count TO veta_reader;
