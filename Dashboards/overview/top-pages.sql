-- question: Which pages were seen in most visits?
-- figure: bar
-- label: page
-- value: visits
-- compared: before
-- unit: visits
-- heading: page
-- limit: 10
-- finding:
--   - "{top} draws most, {riser} grows most"
--   - "{top} draws most: {top_value:visit:visits}"
-- note: Visits that saw the page at least once; the 300 most seen.
WITH seen AS (
  SELECT page, visits, 0 AS before FROM footfall.page_count(:site, :from, :until, :segment)
  UNION ALL
  SELECT page, 0, visits FROM footfall.page_count(:site, :previous_from, :previous_until, :segment)
)
SELECT page, sum(visits)::bigint AS visits, sum(before)::bigint AS before
FROM seen
GROUP BY page
HAVING sum(visits) > 0
ORDER BY visits DESC, page COLLATE "C"
LIMIT 300
