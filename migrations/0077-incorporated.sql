-- Incorporated gold (mass balance): accounts of fine gold by organisation and scheme, what came to them, and what was sold from
-- them. Projections of the ledger, rewritten by a rebuild. An account knows masses; only what was entered names a lot, its own.

-- What came and went as of days of a month; balancing periods are whole months, and are reckoned from these.
CREATE TABLE incorporated_month (
  org      text    NOT NULL,
  scheme   text    NOT NULL,
  -- YYYY-MM
  month    text    COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  -- fine nanograms
  in_ng    numeric NOT NULL CHECK (in_ng >= 0),
  out_ng   numeric NOT NULL CHECK (out_ng >= 0),
  -- newest day of the month as of which something came or was sold
  moved_on date    NOT NULL,
  PRIMARY KEY (org, scheme, month)
);
GRANT SELECT, INSERT, UPDATE ON incorporated_month TO veta_app;
ALTER TABLE incorporated_month ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON incorporated_month TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON incorporated_month FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
GRANT SELECT ON incorporated_month TO veta_reader;

-- What came to an account: a lot whose claim was given up, or a sale that was accepted.
CREATE TABLE incorporated_entry (
  idx        bigint  PRIMARY KEY,
  org        text    NOT NULL,
  scheme     text    NOT NULL,
  day        date    NOT NULL,
  fine_ng    numeric NOT NULL CHECK (fine_ng > 0),
  -- paper of its organisation on that day
  credential text    NOT NULL,
  lot        uuid,
  seller     text,
  sale       text,
  CHECK ((lot IS NULL) = (sale IS NOT NULL) AND (seller IS NULL) = (sale IS NULL))
);
CREATE INDEX incorporated_entry_org_idx ON incorporated_entry (org, scheme, idx);
CREATE INDEX incorporated_entry_lot_idx ON incorporated_entry (lot) WHERE lot IS NOT NULL;
GRANT SELECT, INSERT ON incorporated_entry TO veta_app;
ALTER TABLE incorporated_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON incorporated_entry TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON incorporated_entry FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
GRANT SELECT ON incorporated_entry TO veta_reader;

-- A sale, as its two sides left it.
CREATE TABLE incorporated_sale (
  -- the seller
  org         text    NOT NULL,
  -- its number in the seller's books
  sale        text    NOT NULL,
  idx         bigint  NOT NULL UNIQUE,
  sid         bytea   NOT NULL CHECK (octet_length(sid) = 32),
  -- null for a buyer who is not in the ledger: who that is, is a private value of the statement
  to_org      text,
  scheme      text    NOT NULL,
  day         date    NOT NULL,
  fine_ng     numeric NOT NULL CHECK (fine_ng > 0),
  credential  text    NOT NULL,
  outcome     text    NOT NULL CHECK (outcome IN ('open', 'accepted', 'declined', 'final') AND (outcome = 'final') = (to_org IS NULL)),
  answered_on date,
  PRIMARY KEY (org, sale)
);
CREATE INDEX incorporated_sale_org_idx ON incorporated_sale (org, idx DESC);
CREATE INDEX incorporated_sale_to_idx ON incorporated_sale (to_org, idx DESC) WHERE to_org IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON incorporated_sale TO veta_app;
ALTER TABLE incorporated_sale ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON incorporated_sale TO veta_app USING (true) WITH CHECK (true);
-- Both sides see it, and nobody else.
CREATE POLICY tenant ON incorporated_sale FOR SELECT TO veta_reader USING ((SELECT veta_org()) IN (org, to_org));
GRANT SELECT ON incorporated_sale TO veta_reader;
