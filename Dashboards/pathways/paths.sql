-- question: Which paths of three pages are most frequent?
-- figure: table
-- columns: {first: First page, second: then, third: then, visits: Visits}
-- limit: 12
-- finding: ["{first}, then {second}, then {third}: the way of {visits:visit:visits}"]
-- note: Visits that saw the three pages one after the other, each counted once a path.
WITH view AS (
  SELECT
    v.visitor, v.started_at, e.at, e.generation, e.position, e.page,
    lag(e.page) OVER (
      PARTITION BY v.visitor, v.started_at ORDER BY e.at, e.generation, e.position) AS before
  FROM footfall.session v
  JOIN footfall.event e
    ON e.visitor = v.visitor AND e.at BETWEEN v.started_at AND v.ended_at
  WHERE v.site = :site AND v.is_visit AND v.pages > 2
    AND v.started_at >= :from AND v.started_at < :until
    AND e.site = :site AND e.kind = 'page'
    AND e.at >= :from AND e.at < :until + interval '2 days'
), way AS (
  SELECT
    visitor, started_at,
    lag(page, 2) OVER visit AS first,
    lag(page) OVER visit AS second,
    page AS third
  FROM view
  WHERE before IS NULL OR before <> page
  WINDOW visit AS (PARTITION BY visitor, started_at ORDER BY at, generation, position)
)
SELECT first, second, third, count(DISTINCT (visitor, started_at)) AS visits
FROM way
WHERE first IS NOT NULL
GROUP BY first, second, third
ORDER BY visits DESC, first COLLATE "C", second COLLATE "C", third COLLATE "C"
LIMIT 100
