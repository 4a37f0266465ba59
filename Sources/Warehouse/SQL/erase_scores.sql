-- Takes away what analyses said of persons. $1 site, $2 persons.
WITH customer AS (
  DELETE FROM footfall_store.customer_score c
  WHERE c.site = $1 AND c.person = ANY ($2::bigint[])
)
DELETE FROM footfall_store.lead_score l
WHERE l.site = $1 AND l.person = ANY ($2::bigint[])
