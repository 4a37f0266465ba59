-- Salts of periods; null where destroyed. $1 sites, $2 starts of periods.
-- Columns: site, period_start, value.
SELECT s.site, s.period_start, s.value
FROM unnest($1::bigint[], $2::timestamptz[]) AS n (site, period_start)
JOIN footfall_store.salt s ON s.site = n.site AND s.period_start = n.period_start
