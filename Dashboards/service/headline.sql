-- question: What did staff do, and what waits?
-- figure: sentence
-- text:
--   - ["Staff activities {activities.rose}.", "{activities:activity was:activities were} noted in {days:day:days}."]
--   - ["{overdue:next action is:next actions are} overdue, {ahead:is:are} still ahead."]
--   - ["People gave {score} on average for what they were asked in these days."]
-- formats: {score: decimal}
WITH deed AS (
  SELECT at >= :from AS is_now
  FROM footfall.activity
  WHERE site = :site AND at >= :previous_from AND at < :until
    AND (at >= :from OR at < :previous_until)
), open_action AS (
  SELECT a.next_at
  FROM footfall.activity a
  WHERE a.site = :site AND a.at < :as_of AND a.next_at IS NOT NULL
    AND NOT EXISTS (
      SELECT FROM footfall.activity n
      WHERE n.site = a.site AND n.at > a.at AND n.at < :as_of
        AND (n.person = a.person OR n.customer_number = a.customer_number))
)
SELECT
  (SELECT nullif(count(*), 0) FROM deed WHERE is_now) AS activities,
  (SELECT count(*) FROM deed WHERE NOT is_now) AS previous_activities,
  CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE next_at < (:as_of AT TIME ZONE :zone)::date)
    END AS overdue,
  count(*) FILTER (WHERE next_at >= (:as_of AT TIME ZONE :zone)::date) AS ahead,
  (SELECT avg(score) FROM footfall.survey_answer
  WHERE site = :site AND at >= :from AND at < :until) AS score
FROM open_action
