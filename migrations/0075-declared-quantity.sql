-- A production declaration that states a quantity covers deliveries up to it (rule P3): what it states, and what of it is used.
ALTER TABLE used_number ADD COLUMN quantity_mg bigint CHECK (quantity_mg > 0);
ALTER TABLE used_number ADD COLUMN used_mg bigint CHECK (used_mg >= 0);
-- The only thing about a number that changes once it is used.
GRANT UPDATE (used_mg) ON used_number TO veta_app;
