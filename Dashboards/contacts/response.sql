-- question: How fast are questions answered?
-- figure: numbers
-- label: label
-- value: value
-- compared: previous
-- formats: format
-- better: better
-- note: By the hours of the clock, nights and Sundays too; in working hours, by the hours of staff.yaml. Answers count up to the newest day, and as long after the compared period.
-- definitions:
--   Half of the answers: the median of the time from the first message to the first answer, of the questions that were answered
--   Nine of ten answers: the 90th percentile of the same time
--   In working hours: half of the answers, counting only the hours in which anybody of the staff is at work
--   Answered in 24 hours: share of the questions that were answered within 24 hours; those that are younger are left out
WITH question AS (
  SELECT asked_at >= :from AS is_now, asked_at, first_response_at, first_response,
    CASE WHEN asked_at >= :from THEN :as_of ELSE :previous_until + (:as_of - :until) END AS seen_at
  FROM footfall.conversation
  WHERE site = :site AND asked_at >= :previous_from AND asked_at < :until
    AND (asked_at >= :from OR asked_at < :previous_until)
    AND footfall.expects_answer(topic)
), answer AS (
  SELECT is_now, asked_at < seen_at - interval '24 hours' AS is_due,
    CASE WHEN first_response_at < seen_at THEN first_response END AS seconds,
    CASE WHEN first_response_at < seen_at
      THEN footfall.working_seconds(:site, asked_at, first_response_at) END AS working
  FROM question
), total AS (
  SELECT
    is_now,
    count(*) AS questions,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS half,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY working) AS at_work,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS most,
    count(*) FILTER (WHERE is_due AND seconds < 86400)::double precision
      / nullif(count(*) FILTER (WHERE is_due), 0) AS in_a_day
  FROM answer
  GROUP BY is_now
)
SELECT label, value, previous, format, better
FROM (SELECT) AS always
LEFT JOIN total n ON n.is_now
LEFT JOIN total b ON NOT b.is_now
CROSS JOIN LATERAL (VALUES
  (1, 'Questions', coalesce(n.questions, 0)::double precision,
    coalesce(b.questions, 0)::double precision, 'count', NULL),
  (2, 'Half of the answers within', n.half, b.half, 'seconds', 'less'),
  (3, 'Nine of ten answers within', n.most, b.most, 'seconds', 'less'),
  (4, 'In working hours', n.at_work, b.at_work, 'seconds', 'less'),
  (5, 'Answered in 24 hours', n.in_a_day, b.in_a_day, 'share', 'more')
) AS number (place, label, value, previous, format, better)
WHERE (n.questions > 0 OR b.questions > 0)
  AND (number.place <> 4 OR number.value IS NOT NULL OR number.previous IS NOT NULL)
ORDER BY place
