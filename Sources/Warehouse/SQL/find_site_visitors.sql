-- Visitors with sessions on sites. $1 sites. Columns: visitor, site.
SELECT DISTINCT visitor, site
FROM footfall_store.session
WHERE site = ANY ($1::bigint[])
