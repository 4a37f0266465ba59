-- question: Which page follows which?
-- figure: matrix
-- x: to
-- y: from
-- colour: steps
-- unit: steps
-- heading: from
-- finding: ["The most frequent step is from {top_y} to {top_x}: {top_value:time:times}"]
-- note: The eight pages with most steps; the same page again is no step.
WITH view AS (
  SELECT e.page, lag(e.page) OVER visit AS before
  FROM footfall.session v
  JOIN footfall.event e
    ON e.visitor = v.visitor AND e.at BETWEEN v.started_at AND v.ended_at
  WHERE v.site = :site AND v.is_visit AND v.pages > 1
    AND v.started_at >= :from AND v.started_at < :until
    AND e.site = :site AND e.kind = 'page'
    AND e.at >= :from AND e.at < :until + interval '2 days'
  WINDOW visit AS (
    PARTITION BY v.visitor, v.started_at ORDER BY e.at, e.generation, e.position)
), step AS (
  SELECT before, page, count(*) AS steps
  FROM view
  WHERE before <> page
  GROUP BY 1, 2
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
