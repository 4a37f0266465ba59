-- question: Which paths of three pages are most frequent?
-- figure: table
-- columns: {first: First page, second: then, third: then, visits: Visits}
-- limit: 12
-- finding: ["{first}, then {second}, then {third}: the way of {visits:visit:visits}"]
-- note: Visits that saw the three pages one after the other, each counted once a path.
WITH mark AS (
  -- Each page view stands behind the start of its visit: sorting tells which it belongs to.
  SELECT visitor, started_at AS at, first_generation AS generation, first_position AS position,
    NULL AS page, started_at AS visit
  FROM footfall.session
  WHERE site = :site AND is_visit
    AND started_at >= :from AND started_at < :until + interval '2 days'
  UNION ALL
  SELECT visitor, at, generation, position, page, NULL
  FROM footfall.event
  WHERE site = :site AND kind = 'page' AND audience = 'person'
    AND at >= :from AND at < :until + interval '2 days'
), view AS (
  SELECT visitor, at, generation, position, page, max(visit) OVER (
      PARTITION BY visitor ORDER BY at, generation, position, page NULLS FIRST
      ROWS UNBOUNDED PRECEDING) AS visit
  FROM mark
), pair AS (
  SELECT visitor, visit, at, generation, position, page, lag(page) OVER (
      PARTITION BY visitor, visit ORDER BY at, generation, position) AS before
  FROM view
  WHERE page IS NOT NULL AND visit < :until
), way AS (
  SELECT
    visitor, visit, lag(page, 2) OVER visit AS first, lag(page) OVER visit AS second,
    page AS third
  FROM pair
  WHERE before IS NULL OR before <> page
  WINDOW visit AS (PARTITION BY visitor, visit ORDER BY at, generation, position)
)
SELECT first, second, third, count(DISTINCT (visitor, visit)) AS visits
FROM way
WHERE first IS NOT NULL
GROUP BY first, second, third
ORDER BY visits DESC, first COLLATE "C", second COLLATE "C", third COLLATE "C"
LIMIT 100
