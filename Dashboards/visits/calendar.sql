-- question: How busy was each day of the last four months?
-- figure: calendar
-- x: day
-- colour: visits
-- unit: visits
-- finding: ["The busiest day of these months was {peak}, with {peak_value:visit:visits}"]
-- note: Local days of the site, up to the last day of the period.
WITH span AS (
  SELECT
    (:until AT TIME ZONE :zone)::date - 1 AS last_day,
    (date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day')
      - interval '3 months')::date AS first_day
), visit AS (
  SELECT day, sum(sessions)::bigint AS visits
  FROM footfall.visit_day, span
  WHERE site = :site AND is_visit AND day BETWEEN first_day AND last_day
    AND (:segment IS NULL OR :segment = ANY (segments))
  GROUP BY day
)
SELECT first_day + place AS day, coalesce(visits, 0) AS visits
FROM span
CROSS JOIN LATERAL generate_series(0, last_day - first_day) AS place
LEFT JOIN visit ON visit.day = first_day + place
ORDER BY day
