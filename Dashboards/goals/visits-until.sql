-- question: In which visit is a goal reached first?
-- figure: column
-- x: visit
-- y: visitors
-- unit: visitors
-- finding: ["{top} is the most frequent: {top_share} of those who reached one"]
-- note: Visitors who reached their first goal in the period; a visitor without cookie is known within one salt period only.
WITH reached AS (
  SELECT c.visitor, min(c.started_at) AS started_at
  FROM footfall.conversion_as_of(:site, :from, :until, :told_until) c
  WHERE c.visitor IS NOT NULL
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = c.visitor AND g.started_at = c.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY c.visitor
), counted AS (
  SELECT r.visitor, count(*) AS visits
  FROM reached r
  JOIN footfall.session s ON s.visitor = r.visitor AND s.site = :site AND s.is_visit
    AND s.started_at <= r.started_at
  GROUP BY r.visitor
)
SELECT band.name AS visit, count(c.visitor) AS visitors
FROM (VALUES (1, 1, 1, 'the first'), (2, 2, 2, 'the second'), (3, 3, 4, '3rd or 4th'),
  (4, 5, 9, '5th to 9th'), (5, 10, 1000000000, '10th or later')) AS band (place, least, most, name)
LEFT JOIN counted c ON c.visits BETWEEN band.least AND band.most
GROUP BY band.place, band.name
ORDER BY band.place
