-- question: How many subscriptions run, and how many must be renewed soon?
-- figure: sentence
-- text:
--   - ["{running:subscription runs:subscriptions run}; {soon:comes:come} up for renewal within 90 days."]
--   - ["{overdue:renewal is:renewals are} overdue."]
--   - ["{began:subscription:subscriptions} began in these {days:day:days} and {ended} ended."]
WITH today AS (
  SELECT (:as_of AT TIME ZONE :zone)::date AS day, (:from AT TIME ZONE :zone)::date AS first_day,
    (:until AT TIME ZONE :zone)::date AS end_day
), held AS (
  SELECT s.started, s.ended, s.renews_on,
    s.started < t.day AND (s.ended IS NULL OR s.ended >= t.day) AS runs
  FROM footfall.subscription s
  CROSS JOIN today t
  WHERE s.site = :site
    AND (:segment IS NULL OR s.person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
)
SELECT
  nullif(count(*) FILTER (WHERE runs), 0) AS running,
  count(*) FILTER (WHERE runs AND renews_on >= day AND renews_on < day + 90) AS soon,
  nullif(count(*) FILTER (WHERE runs AND renews_on < day), 0) AS overdue,
  CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE started >= first_day AND started < end_day) END
    AS began,
  count(*) FILTER (WHERE ended >= first_day AND ended < end_day) AS ended
FROM held
CROSS JOIN today
