-- question: How many visits came each day?
-- figure: line
-- x: day
-- y: visits
-- compared: before
-- unit: visits
-- finding:
--   - "Visits by day {total.rose}, with most on {peak}"
--   - "Visits by day: {average} on average, most on {peak}"
-- note: Local days of the site. Bots and staff are left out.
WITH visit AS (
  SELECT true AS is_now, day - (:from AT TIME ZONE :zone)::date AS place, sum(sessions)::bigint AS visits
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit
  GROUP BY day
  UNION ALL
  SELECT false, day - (:previous_from AT TIME ZONE :zone)::date, sum(sessions)::bigint
  FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
  WHERE is_visit
  GROUP BY day
), period AS (
  SELECT
    (:from AT TIME ZONE :zone)::date AS first_day,
    (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date AS days
)
SELECT
  first_day + place.place AS day,
  coalesce(n.visits, 0) AS visits,
  coalesce(b.visits, 0) AS before
FROM period
CROSS JOIN LATERAL generate_series(0, days - 1) AS place (place)
LEFT JOIN visit n ON n.is_now AND n.place = place.place
LEFT JOIN visit b ON NOT b.is_now AND b.place = place.place
ORDER BY day
