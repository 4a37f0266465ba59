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
  SELECT DISTINCT page, visitor, visit
  FROM footfall.page_view(:site, :previous_from, :until, :segment)
)
SELECT
  page,
  count(*) FILTER (WHERE visit >= :from) AS visits,
  count(*) FILTER (WHERE visit < :previous_until) AS before
FROM seen
GROUP BY page
HAVING count(*) FILTER (WHERE visit >= :from) > 0
ORDER BY visits DESC, page COLLATE "C"
LIMIT 300
