-- Visitors who saw a page with one of these queries, on sites. $1 queries, $2 sites.
-- Columns: visitor, site.
SELECT DISTINCT visitor, site
FROM footfall_store.event
WHERE query = ANY ($1::bigint[]) AND site = ANY ($2::bigint[]) AND kind IN (1, 2)
