-- question: How do the sources change from day to day?
-- figure: stacked
-- x: day
-- y: visits
-- colour: origin
-- unit: visits
-- finding: ["{top} brings most, {top_share} of all; the largest day was {peak}"]
-- note: Local days of the site.
WITH visit AS (
  SELECT (started_at AT TIME ZONE :zone)::date AS day, source, count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
  GROUP BY 1, 2
), day AS (
  SELECT (:from AT TIME ZONE :zone)::date + place AS day
  FROM generate_series(
    0, (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date - 1) AS place
)
SELECT day, origin.name AS origin, coalesce(visits, 0) AS visits
FROM day
CROSS JOIN (VALUES (1, 'direct', 'Direct'), (2, 'search', 'Search engines'),
  (3, 'site', 'Other sites')) AS origin (place, source, name)
LEFT JOIN visit USING (day, source)
ORDER BY origin.place, day
