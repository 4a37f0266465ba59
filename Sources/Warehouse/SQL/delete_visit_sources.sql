-- Forgets sources that say no more than that the visit is direct.
-- $1 sites, $2 referrers, $3 queries (arrays)
DELETE FROM footfall_store.visit_source v
USING unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS n (site, referrer, query)
WHERE v.site = n.site AND v.referrer = n.referrer AND v.query = n.query
