-- Says which addresses are the business's own at a site; where they change, persons are to be derived
-- anew. $1 site, $2 addresses and @domains
WITH gone AS (
  DELETE FROM footfall_store.own_address o
  WHERE o.site = $1 AND o.address <> ALL ($2::text[])
  RETURNING o.address
), new AS (
  INSERT INTO footfall_store.own_address (site, address)
  SELECT DISTINCT $1::bigint, w.address FROM unnest($2::text[]) AS w (address)
  ON CONFLICT (site, address) DO NOTHING
  RETURNING address
)
INSERT INTO footfall_store.underived_stream (generation)
SELECT 0 WHERE EXISTS (SELECT FROM gone) OR EXISTS (SELECT FROM new)
ON CONFLICT DO NOTHING
