-- question: At which hours of which weekday do visits begin?
-- figure: heatmap
-- x: hour
-- y: weekday
-- colour: visits
-- unit: visits
-- finding: ["{best_y} brings most visits; the busiest hour begins at {top_x} h on {top_y}"]
-- note: Local time of the site, summed over the period. Bots and staff are left out.
WITH visit AS (
  SELECT
    extract(isodow FROM started_at AT TIME ZONE :zone)::int AS weekday,
    extract(hour FROM started_at AT TIME ZONE :zone)::int AS hour,
    count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1, 2
)
SELECT
  (ARRAY['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])[weekday] AS weekday,
  hour,
  coalesce(visits, 0) AS visits
FROM generate_series(1, 7) AS weekday
CROSS JOIN generate_series(0, 23) AS hour
LEFT JOIN visit USING (weekday, hour)
ORDER BY weekday.weekday, hour
