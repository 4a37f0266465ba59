-- question: How often does a visitor come?
-- figure: column
-- x: visits
-- y: visitors
-- unit: visitors
-- finding: ["{top} is the most frequent: {top_share} of the visitors"]
-- note: Visits of one visitor within the period.
WITH visitor AS (
  SELECT visitor, count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY visitor
)
SELECT band.name AS visits, count(v.visitor) AS visitors
FROM (VALUES (1, 1, 1, 'one visit'), (2, 2, 2, 'two'), (3, 3, 4, '3 to 4'), (4, 5, 9, '5 to 9'),
  (5, 10, 24, '10 to 24'), (6, 25, 1000000000, '25 or more')) AS band (place, least, most, name)
LEFT JOIN visitor v ON v.visits BETWEEN band.least AND band.most
GROUP BY band.place, band.name
ORDER BY band.place
