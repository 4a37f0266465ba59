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
  SELECT
    started_at >= :from AS is_now,
    (started_at AT TIME ZONE :zone)::date
      - ((CASE WHEN started_at >= :from THEN :from ELSE :previous_from END)
        AT TIME ZONE :zone)::date AS place,
    count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :previous_from AND started_at < :until
    AND (started_at >= :from OR started_at < :previous_until)
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1, 2
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
