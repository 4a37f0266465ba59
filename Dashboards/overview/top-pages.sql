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
WITH mark AS (
  -- Each page view stands behind the start of its visit: sorting tells which it belongs to.
  SELECT visitor, started_at AS at, first_generation AS generation, first_position AS position,
    NULL AS page, started_at AS visit
  FROM footfall.session
  WHERE site = :site AND is_visit
    AND started_at >= :previous_from AND started_at < :until + interval '2 days'
  UNION ALL
  SELECT visitor, at, generation, position, page, NULL
  FROM footfall.event
  WHERE site = :site AND kind = 'page' AND audience = 'person'
    AND at >= :previous_from AND at < :until + interval '2 days'
), view AS (
  SELECT visitor, at, generation, position, page, max(visit) OVER (
      PARTITION BY visitor ORDER BY at, generation, position, page NULLS FIRST
      ROWS UNBOUNDED PRECEDING) AS visit
  FROM mark
), seen AS (
  SELECT DISTINCT page, visitor, visit
  FROM view
  WHERE page IS NOT NULL AND visit < :until
)
SELECT
  page,
  count(*) FILTER (WHERE visit >= :from) AS visits,
  count(*) FILTER (WHERE visit < :from) AS before
FROM seen
GROUP BY page
HAVING count(*) FILTER (WHERE visit >= :from) > 0
ORDER BY visits DESC, page COLLATE "C"
LIMIT 300
