-- question: Which countries do people come from?
-- figure: bar
-- label: country
-- value: visits
-- compared: before
-- unit: visits
-- heading: country
-- limit: 12
-- finding:
--   - "{top}: {top_share} of visits; {riser} grows most"
--   - "{top}: {top_share} of visits"
-- note: Visits whose place is known.
WITH visit AS (
  SELECT country AS country, sessions AS visits, 0 AS before
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit AND country IS NOT NULL
  UNION ALL
  SELECT country, 0, sessions
  FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
  WHERE is_visit AND country IS NOT NULL
)
SELECT country, sum(visits)::bigint AS visits, sum(before)::bigint AS before
FROM visit
GROUP BY country
HAVING sum(visits) > 0
ORDER BY visits DESC, country COLLATE "C"
LIMIT 300
