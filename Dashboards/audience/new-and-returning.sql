-- question: Who is new and who returns?
-- figure: stacked
-- x: day
-- y: visits
-- colour: visitor
-- unit: visits
-- finding: ["{top}: {top_share} of visits"]
-- note: Local days of the site. Without a cookie a visitor is known again within one salt period only, so that more look new than are.
WITH visit AS (
  SELECT s.started_at,
    EXISTS (
      SELECT FROM footfall.session b
      WHERE b.visitor = s.visitor AND b.site = :site AND b.is_visit
        AND b.started_at < s.started_at) AS returns
  FROM footfall.session s
  WHERE s.site = :site AND s.is_visit AND s.started_at >= :from AND s.started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = s.visitor AND g.started_at = s.started_at
        AND g.site = :site AND g.segment = :segment))
), counted AS (
  SELECT (started_at AT TIME ZONE :zone)::date AS day, returns, count(*) AS visits
  FROM visit
  GROUP BY 1, 2
), day AS (
  SELECT (:from AT TIME ZONE :zone)::date + place AS day
  FROM generate_series(
    0, (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date - 1) AS place
)
SELECT day, visitor.name AS visitor, coalesce(visits, 0) AS visits
FROM day
CROSS JOIN (VALUES (1, false, 'New'), (2, true, 'Returning')) AS visitor (place, returns, name)
LEFT JOIN counted USING (day, returns)
ORDER BY visitor.place, day
