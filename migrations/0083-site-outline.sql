-- Which statement registered a site: beside it, sealed, lies the outline of its title (rule P17).
ALTER TABLE site ADD COLUMN sid bytea CHECK (octet_length(sid) = 32);
UPDATE site SET sid = s.sid
  FROM statement s CROSS JOIN LATERAL (SELECT convert_from(s.bytes, 'UTF8')::jsonb #>> '{data,site}' AS code) AS d
 WHERE s.type = 'site.registered' AND s.org = site.org AND d.code = site.code;
