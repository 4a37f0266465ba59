-- question: How many subscriptions ran at the end of each month?
-- figure: column
-- x: month
-- y: subscriptions
-- unit: subscriptions
-- finding: ["At most {top_value:subscription:subscriptions} ran, in {top}"]
-- note: At the end of the month, or of the last day of the period.
WITH month AS (
  SELECT generate_series(
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day') - interval '11 months',
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day'),
    interval '1 month') AS month
), held AS (
  SELECT started, ended
  FROM footfall.subscription
  WHERE site = :site
    AND (:segment IS NULL OR person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
)
SELECT
  to_char(m.month, 'Mon YYYY') AS month,
  (SELECT count(*) FROM held h
  WHERE h.started < least((m.month + interval '1 month')::date, (:until AT TIME ZONE :zone)::date)
    AND (h.ended IS NULL
      OR h.ended >= least((m.month + interval '1 month')::date, (:until AT TIME ZONE :zone)::date)))
        AS subscriptions
FROM month m
WHERE EXISTS (SELECT FROM held)
ORDER BY m.month
