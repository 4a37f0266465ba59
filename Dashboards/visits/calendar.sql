-- question: How busy was each day of the last four months?
-- figure: calendar
-- x: day
-- colour: visits
-- unit: visits
-- finding: ["In four months the busiest day was {peak}, with {peak_value:visit:visits}"]
-- note: Local days of the site, up to the last day of the period.
WITH span AS (
  SELECT
    (:until AT TIME ZONE :zone)::date - 1 AS last_day,
    (date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day')
      - interval '3 months')::date AS first_day
), visit AS (
  SELECT (started_at AT TIME ZONE :zone)::date AS day, count(*) AS visits
  FROM footfall.session, span
  WHERE site = :site AND is_visit
    AND started_at >= first_day::timestamp AT TIME ZONE :zone AND started_at < :until
  GROUP BY 1
)
SELECT first_day + place AS day, coalesce(visits, 0) AS visits
FROM span
CROSS JOIN LATERAL generate_series(0, last_day - first_day) AS place
LEFT JOIN visit ON visit.day = first_day + place
ORDER BY day
