-- Which papers of others the cover of a bundle lists, by the sid of their statement: its archive hands over the same ones, and
-- another bundle is made where they are others by now. Null until the cover is asked for.
ALTER TABLE bundle ADD COLUMN captured bytea[];
UPDATE bundle SET captured = '{}' WHERE cover IS NOT NULL;
ALTER TABLE bundle ADD CHECK ((cover IS NULL) = (captured IS NULL));
GRANT UPDATE (captured) ON bundle TO veta_app;
