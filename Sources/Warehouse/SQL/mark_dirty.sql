-- Marks days whose numbers changed. Sessions may be cut by another zone than that of the days, until
-- they are made anew. $1 sites, $2 days (since 1970), $3 source, $4 batch
INSERT INTO footfall_store.dirty_day (site, day, source, batch)
SELECT n.site, date '1970-01-01' + n.day + near.days, $3, $4
FROM unnest($1::bigint[], $2::int[]) AS n (site, day)
LEFT JOIN footfall_store.site s ON s.id = n.site AND s.session_zone <> s.zone
CROSS JOIN LATERAL generate_series(
  CASE WHEN s.id IS NULL THEN 0 ELSE -2 END, CASE WHEN s.id IS NULL THEN 0 ELSE 2 END) AS near (days)
