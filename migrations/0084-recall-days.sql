-- A recall reads of what its holder did only the days that it names. Its last day was a filter before: everything the holder
-- ever did since was read to be left out, and a recall cost what the ledger holds.
CREATE OR REPLACE FUNCTION recall_grounds(cause jsonb, before bigint) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT (cause ->> 'lot')::uuid WHERE cause ? 'lot'
  UNION ALL
  SELECT g.lot FROM lot_ground g
   WHERE g.org = cause ->> 'holder' AND g.idx < before
     AND g.day >= (cause ->> 'from')::date AND g.day < coalesce((cause ->> 'until')::date, 'infinity')
     AND (NOT cause ? 'number' OR g.paper = cause ->> 'number')
     AND (NOT cause ? 'site' OR g.site = cause ->> 'site')
$$;
