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
WITH visit AS (
  SELECT visitor, started_at, ended_at, started_at >= :from AS is_now
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :previous_from AND started_at < :until
), seen AS (
  SELECT DISTINCT e.page, v.visitor, v.started_at, v.is_now
  FROM visit v
  JOIN footfall.event e
    ON e.visitor = v.visitor AND e.at BETWEEN v.started_at AND v.ended_at
  WHERE e.site = :site AND e.kind = 'page'
    AND e.at >= :previous_from AND e.at < :until + interval '2 days'
)
SELECT
  page,
  count(*) FILTER (WHERE is_now) AS visits,
  count(*) FILTER (WHERE NOT is_now) AS before
FROM seen
GROUP BY page
HAVING count(*) FILTER (WHERE is_now) > 0
ORDER BY visits DESC, page COLLATE "C"
LIMIT 300
