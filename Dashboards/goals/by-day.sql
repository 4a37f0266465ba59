-- question: How do the goals change from day to day?
-- figure: stacked
-- x: day
-- y: conversions
-- colour: goal
-- unit: conversions
-- finding: ["{top}: {top_share} of the conversions; the largest day was {peak}"]
-- note: Local days of the site, by the start of the visit, else by the conversion. The five goals that are reached most by name.
WITH conversion AS (
  SELECT c.goal, (CASE WHEN c.started_at IS NULL THEN c.at ELSE c.started_at END
      AT TIME ZONE :zone)::date AS day, count(*) AS conversions
  FROM footfall.conversion_as_of(:site, :from, :until, :told_until) c
  WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = c.visitor AND g.started_at = c.started_at
      AND g.site = :site AND g.segment = :segment)
  GROUP BY 1, 2
), ranked AS (
  SELECT goal, row_number() OVER (ORDER BY sum(conversions) DESC, goal COLLATE "C") AS place
  FROM conversion
  GROUP BY goal
), named AS (
  SELECT c.day, least(r.place, 6) AS place, sum(c.conversions)::bigint AS conversions,
    CASE WHEN r.place <= 5 THEN min(g.title) ELSE 'Other goals' END AS goal
  FROM conversion c
  JOIN ranked r ON r.goal = c.goal
  JOIN footfall.goal g ON g.goal = c.goal AND g.site = :site
  GROUP BY c.day, least(r.place, 6), r.place <= 5
), day AS (
  SELECT (:from AT TIME ZONE :zone)::date + place AS day
  FROM generate_series(
    0, (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date - 1) AS place
)
SELECT d.day, g.goal, coalesce(n.conversions, 0) AS conversions
FROM day d
CROSS JOIN (SELECT DISTINCT place, goal FROM named) AS g
LEFT JOIN named n ON n.day = d.day AND n.place = g.place
ORDER BY g.place, d.day
