-- What the last audit of a site found, one row for each thing, with the pages on which it stands, the
-- weightiest first. $1 name of the site, $2 how many at most. Columns: kind, target, detail, path, title,
-- pages, visits, orders; path and title are those of the weightiest page, visits those of 90 days.
SELECT f.kind, f.target, f.detail,
  (array_agg(f.path ORDER BY f.rank))[1] AS path, (array_agg(f.title ORDER BY f.rank))[1] AS title,
  count(*) AS pages, max(f.visits_90) AS visits, max(f.orders) AS orders
FROM footfall.audit_finding f
WHERE f.site = $1::text
GROUP BY f.kind, f.target, f.detail, CASE WHEN f.kind NOT LIKE '%link' THEN f.path END
ORDER BY orders DESC, visits DESC, min(f.rank)
LIMIT $2::bigint
