-- question: How many renewals are due each month?
-- figure: column
-- x: month
-- y: renewals
-- unit: renewals
-- finding: ["{total:renewal is:renewals are} due in the twelve months to come, most in {top}"]
-- note: Subscriptions that run, by the day of their next renewal; who they are stands on the page of persons.
WITH today AS (
  SELECT (:as_of AT TIME ZONE :zone)::date AS day
), month AS (
  SELECT generate_series(
    date_trunc('month', day::timestamp), date_trunc('month', day::timestamp) + interval '11 months',
    interval '1 month') AS month
  FROM today
), due AS (
  SELECT date_trunc('month', s.renews_on::timestamp) AS month
  FROM footfall.subscription s
  CROSS JOIN today t
  WHERE s.site = :site AND s.started < t.day AND (s.ended IS NULL OR s.ended >= t.day)
    AND s.renews_on >= t.day
    AND (:segment IS NULL OR s.person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
)
SELECT to_char(month.month, 'Mon YYYY') AS month, count(due.month) AS renewals
FROM month
LEFT JOIN due ON due.month = month.month
GROUP BY month.month
HAVING EXISTS (SELECT FROM due)
ORDER BY month.month
