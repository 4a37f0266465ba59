-- question: Which search engines send visits?
-- figure: bar
-- label: engine
-- value: visits
-- compared: before
-- unit: visits
-- heading: search engine
-- limit: 8
-- finding: ["{top} sends {top_share} of the visits from search engines"]
-- note: Organic and paid search.
WITH visit AS (
  SELECT coalesce(source_name, 'unnamed') AS engine, sessions AS visits, 0 AS before
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit AND channel IN ('Organic Search', 'Paid Search')
  UNION ALL
  SELECT coalesce(source_name, 'unnamed'), 0, sessions
  FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
  WHERE is_visit AND channel IN ('Organic Search', 'Paid Search')
)
SELECT engine, sum(visits)::bigint AS visits, sum(before)::bigint AS before
FROM visit
GROUP BY engine
HAVING sum(visits) > 0
ORDER BY visits DESC, engine COLLATE "C"
