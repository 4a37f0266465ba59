-- question: How long do visits last?
-- figure: column
-- x: length
-- y: visits
-- unit: visits
-- finding: ["Most frequent length: {top}, {top_share} of visits"]
-- note: How visits are measured is said at Duration, below.
WITH bucket (place, length, least) AS (
  VALUES (1, 'no time', 0), (2, 'under 30 s', 1), (3, 'under 2 min', 30), (4, 'under 5 min', 120),
    (5, 'under 15 min', 300), (6, 'under 1 h', 900), (7, '1 h or more', 3600)
), visit AS (
  SELECT
    width_bucket(duration_seconds, ARRAY[0, 1, 30, 120, 300, 900, 3600]::double precision[]) AS place,
    count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1
)
SELECT length, coalesce(visits, 0) AS visits
FROM bucket
LEFT JOIN visit USING (place)
ORDER BY place
