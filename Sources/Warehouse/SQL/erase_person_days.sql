-- Takes away on which days persons came, and which visits were known to be theirs; their days are counted anew.
-- $1 site, $2 persons.
WITH gone AS (
  DELETE FROM footfall_store.person_day d
  WHERE d.site = $1 AND d.person = ANY ($2::bigint[])
  RETURNING d.day
), forgotten AS (
  DELETE FROM footfall_store.known_visit k
  WHERE k.site = $1 AND k.person = ANY ($2::bigint[])
)
INSERT INTO footfall_store.dirty_day (site, day, source, batch)
SELECT DISTINCT $1::bigint, g.day, 0::bigint, 0::bigint FROM gone g
