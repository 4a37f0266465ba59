-- question: Which page follows which?
-- figure: matrix
-- x: to
-- y: from
-- colour: steps
-- unit: steps
-- heading: from
-- finding: ["The most frequent step is from {top_y} to {top_x}: {top_value:time:times}"]
-- note: The eight pages with most steps; the same page again is no step.
WITH step AS (
  SELECT before, page, count(*) AS steps
  FROM (
    SELECT page, lag(page) OVER (
        PARTITION BY visitor, visit ORDER BY at, generation, position) AS before
    FROM footfall.page_view(:site, :from, :until, :segment)
  ) AS pair
  WHERE before <> page
  GROUP BY before, page
), busy AS (
  SELECT page, sum(steps) AS steps
  FROM (SELECT before AS page, steps FROM step UNION ALL SELECT page, steps FROM step) AS side
  GROUP BY page
  ORDER BY steps DESC, page COLLATE "C"
  LIMIT 8
)
SELECT a.page AS "from", b.page AS "to", coalesce(s.steps, 0) AS steps
FROM busy a
CROSS JOIN busy b
LEFT JOIN step s ON s.before = a.page AND s.page = b.page
ORDER BY a.steps DESC, a.page COLLATE "C", b.steps DESC, b.page COLLATE "C"
