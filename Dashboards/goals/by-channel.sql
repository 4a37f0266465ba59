-- question: Which channels bring visits that reach a goal?
-- figure: matrix
-- x: goal
-- y: channel
-- colour: visits
-- unit: visits
-- finding: ["{top_y} brings most, for {top_x}: {top_value:visit:visits}"]
-- note: Visits that reached the goal, by the channel of the visit; the eight goals and the eight channels with most.
WITH visit AS (
  SELECT c.goal, s.channel, count(DISTINCT (c.visitor, c.started_at)) AS visits
  FROM footfall.conversion_as_of(:site, :from, :until, :told_until) c
  JOIN footfall.session s ON s.visitor = c.visitor AND s.started_at = c.started_at
  WHERE s.site = :site AND s.started_at >= :from AND s.started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = c.visitor AND g.started_at = c.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1, 2
), goal AS (
  SELECT v.goal, row_number() OVER (ORDER BY sum(v.visits) DESC, v.goal COLLATE "C") AS place
  FROM visit v GROUP BY v.goal
), channel AS (
  SELECT v.channel, row_number() OVER (ORDER BY sum(v.visits) DESC, v.channel COLLATE "C") AS place
  FROM visit v GROUP BY v.channel
)
SELECT g.title AS goal, c.channel, coalesce(v.visits, 0) AS visits
FROM goal o
JOIN footfall.goal g ON g.goal = o.goal AND g.site = :site
CROSS JOIN channel c
LEFT JOIN visit v ON v.goal = o.goal AND v.channel = c.channel
WHERE o.place <= 8 AND c.place <= 8
ORDER BY c.place, o.place
