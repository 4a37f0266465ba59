-- question: How many messages came in each day?
-- figure: area
-- x: day
-- y: messages
-- compared: before
-- unit: messages
-- finding:
--   - "Messages by day {total.rose}, with most on {peak}"
--   - "Messages by day: {total} in all, most on {peak}"
-- note: Form submissions and mail that people sent, in local days of the site; what programs and lists sent is left out.
WITH touch AS (
  SELECT
    at >= :from AS is_now,
    (at AT TIME ZONE :zone)::date
      - ((CASE WHEN at >= :from THEN :from ELSE :previous_from END) AT TIME ZONE :zone)::date
      AS place,
    count(*) AS messages
  FROM footfall.message
  WHERE site = :site AND direction = 'inbound' AND class = 'human' AND at >= :previous_from
    AND at < :until
    AND (at >= :from OR at < :previous_until)
    AND (:segment IS NULL OR id IN (
      SELECT g.contact FROM footfall.segment_contact(:site, :segment, :previous_from, :until) g))
  GROUP BY 1, 2
), period AS (
  SELECT
    (:from AT TIME ZONE :zone)::date AS first_day,
    (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date AS days
)
SELECT
  first_day + place.place AS day,
  coalesce(n.messages, 0) AS messages,
  coalesce(b.messages, 0) AS before
FROM period
CROSS JOIN LATERAL generate_series(0, days - 1) AS place (place)
LEFT JOIN touch n ON n.is_now AND n.place = place.place
LEFT JOIN touch b ON NOT b.is_now AND b.place = place.place
ORDER BY day
