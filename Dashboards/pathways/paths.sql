-- question: Which paths of three pages are most frequent?
-- figure: table
-- columns: {first: First page, second: then, third: then, visits: Visits}
-- limit: 12
-- finding: ["{first}, then {second}, then {third}: the way of {visits:visit:visits}"]
-- note: Visits that saw the three pages one after the other, each counted once a path.
WITH pair AS (
  SELECT visitor, visit, at, generation, position, page, lag(page) OVER (
      PARTITION BY visitor, visit ORDER BY at, generation, position) AS before
  FROM footfall.page_view(:site, :from, :until, :segment)
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
