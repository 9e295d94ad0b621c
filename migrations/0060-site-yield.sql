-- What each site gave: fine gold by month (rule P6) and its last hundred readings (rule P9). Folded from registrations of
-- production (`veta rebuild`).
CREATE TABLE site_yield (
  org      text  NOT NULL CHECK (org <> ''),
  site     text  NOT NULL,
  -- {"YYYY-MM": "fine nanograms"}: text, since they pass 2^53
  months   jsonb NOT NULL,
  -- [["YYYY-MM-DD", ppm], …] in the order recorded
  readings jsonb NOT NULL,
  PRIMARY KEY (org, site)
);
GRANT SELECT, INSERT, UPDATE ON site_yield TO veta_app;

ALTER TABLE site_yield ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON site_yield TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON site_yield FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
GRANT SELECT ON site_yield TO veta_reader;

-- What was recorded before this migration, as the projection would have folded it.
WITH given AS (
  SELECT s.org, s.idx, d.data ->> 'site' AS site, d.data #>> '{on,date}' AS day,
         (d.data #>> '{fineness,ppm}')::integer AS ppm,
         (d.data ->> 'grossMg')::numeric * coalesce((d.data #>> '{fineness,ppm}')::numeric, 1000000) AS ng
    FROM statement s
   CROSS JOIN LATERAL (SELECT convert_from(s.bytes, 'UTF8')::jsonb -> 'data' AS data) AS d
   WHERE s.type = 'lot.registered' AND d.data ->> 'origin' = 'production'
), month AS (
  SELECT org, site, left(day, 7) AS month, sum(ng)::text AS ng FROM given GROUP BY org, site, left(day, 7)
), reading AS (
  SELECT org, site, idx, jsonb_build_array(day, ppm) AS reading,
         row_number() OVER (PARTITION BY org, site ORDER BY idx DESC) AS newest
    FROM given WHERE ppm IS NOT NULL
)
INSERT INTO site_yield (org, site, months, readings)
SELECT org, site, jsonb_object_agg(month, ng),
       coalesce((SELECT jsonb_agg(r.reading ORDER BY r.idx) FROM reading r
                  WHERE r.org = month.org AND r.site = month.site AND r.newest <= 100), '[]')
  FROM month GROUP BY org, site;
