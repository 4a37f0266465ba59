-- question: How many pages does a visit see?
-- figure: column
-- x: pages
-- y: visits
-- unit: visits
-- finding: ["Most frequent depth: {top}, {top_share} of visits"]
-- note: Page views, repeated ones too; a visit of none took a download only.
WITH bucket (place, pages) AS (
  VALUES (0, 'no page'), (1, '1 page'), (2, '2 pages'), (3, '3 pages'), (4, '4 pages'),
    (5, '5 to 9'), (6, '10 or more')
), visit AS (
  SELECT
    CASE WHEN pages >= 10 THEN 6 WHEN pages >= 5 THEN 5 ELSE pages END AS place,
    count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1
)
SELECT bucket.pages, coalesce(visits, 0) AS visits
FROM bucket
LEFT JOIN visit USING (place)
ORDER BY place
