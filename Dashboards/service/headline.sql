-- question: What did staff do, and what waits?
-- figure: sentence
-- text:
--   - ["Staff activities {activities.rose}.", "{activities:activity was:activities were} noted in {days:day:days}."]
--   - ["{overdue:entry of the diary is:entries of the diary are} overdue, {ahead:is:are} still ahead."]
--   - ["People gave {score} on average for what they were asked in these days."]
-- formats: {score: decimal}
WITH deed AS (
  SELECT at >= :from AS is_now
  FROM footfall.activity
  WHERE site = :site AND at >= :previous_from AND at < :until
    AND (at >= :from OR at < :previous_until)
), due AS (
  SELECT day
  FROM footfall.diary
  WHERE site = :site AND kind <> 'renewal' AND noted_at < :as_of
    AND (done_at IS NULL OR done_at >= :as_of)
)
SELECT
  (SELECT nullif(count(*), 0) FROM deed WHERE is_now) AS activities,
  (SELECT count(*) FROM deed WHERE NOT is_now) AS previous_activities,
  CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE day < (:as_of AT TIME ZONE :zone)::date)
    END AS overdue,
  count(*) FILTER (WHERE day >= (:as_of AT TIME ZONE :zone)::date) AS ahead,
  (SELECT avg(score) FROM footfall.survey_answer
  WHERE site = :site AND at >= :from AND at < :until) AS score
FROM due
