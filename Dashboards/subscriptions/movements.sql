-- question: How many subscriptions began and ended each month?
-- figure: table
-- columns:
--   month: Month
--   began: Began
--   ended: Ended
--   running: Running at its end
-- finding: ["{began} began and {ended} ended in {month}"]
-- note: The newest month first, up to the last day of the period. The last day of a subscription is the day on which it ended.
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
  WHERE date_trunc('month', h.started::timestamp) = m.month
    AND h.started < (:until AT TIME ZONE :zone)::date) AS began,
  (SELECT count(*) FROM held h
  WHERE date_trunc('month', h.ended::timestamp) = m.month
    AND h.ended < (:until AT TIME ZONE :zone)::date) AS ended,
  (SELECT count(*) FROM held h
  WHERE h.started < least((m.month + interval '1 month')::date, (:until AT TIME ZONE :zone)::date)
    AND (h.ended IS NULL
      OR h.ended >= least((m.month + interval '1 month')::date, (:until AT TIME ZONE :zone)::date)))
        AS running
FROM month m
WHERE EXISTS (SELECT FROM held)
ORDER BY m.month DESC
