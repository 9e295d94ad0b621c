-- How much an organisation brought out of the ground and how much it sold, fine, by site, form and month: what the volume of
-- a paper's scope is judged against (rule P6). Sums of the ledger's own statements, written with the stock book.

CREATE TABLE paper_volume (
  org      text    NOT NULL,
  activity text    NOT NULL CHECK (activity IN ('production', 'sale')),
  -- its code in the organisation's register; empty for what was sold
  site     text    NOT NULL,
  form     text    NOT NULL,
  -- YYYY-MM
  month    text    COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  -- nanograms of fine gold; gold without fineness at its gross mass
  ng       numeric NOT NULL CHECK (ng >= 0),
  PRIMARY KEY (org, activity, month, site, form)
) WITH (fillfactor = 60);
GRANT SELECT, INSERT, UPDATE ON paper_volume TO veta_app;
ALTER TABLE paper_volume ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON paper_volume TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON paper_volume FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
GRANT SELECT ON paper_volume TO veta_reader;
