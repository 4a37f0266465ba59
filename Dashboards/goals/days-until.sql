-- question: How many days after the first visit is a goal reached?
-- figure: column
-- x: days
-- y: visitors
-- unit: visitors
-- finding: ["{top} is the most frequent: {top_share} of those who reached one"]
-- note: Local days from the first visit of the visitor to the visit that reached the first goal in the period.
WITH reached AS (
  SELECT c.visitor, min(c.started_at) AS started_at
  FROM footfall.conversion_as_of(:site, :from, :until, :told_until) c
  WHERE c.visitor IS NOT NULL
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = c.visitor AND g.started_at = c.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY c.visitor
), counted AS (
  SELECT r.visitor, (r.started_at AT TIME ZONE :zone)::date
      - (min(s.started_at) AT TIME ZONE :zone)::date AS days
  FROM reached r
  JOIN footfall.session s ON s.visitor = r.visitor AND s.site = :site AND s.is_visit
    AND s.started_at <= r.started_at
  GROUP BY r.visitor, r.started_at
)
SELECT band.name AS days, count(c.visitor) AS visitors
FROM (VALUES (1, 0, 0, 'the same day'), (2, 1, 1, 'a day'), (3, 2, 6, '2 to 6 days'),
  (4, 7, 13, '1 to 2 weeks'), (5, 14, 1000000000, '2 weeks or more'))
  AS band (place, least, most, name)
LEFT JOIN counted c ON c.days BETWEEN band.least AND band.most
GROUP BY band.place, band.name
ORDER BY band.place
