-- question: Which forms are sent?
-- figure: bar
-- label: form
-- value: submissions
-- compared: before
-- unit: submissions
-- heading: form
-- limit: 12
-- finding: ["Sent most: {top}, {top_value} of {total:submission:submissions}"]
SELECT
  coalesce(nullif(form, ''), 'without a name') AS form,
  count(*) FILTER (WHERE at >= :from) AS submissions,
  count(*) FILTER (WHERE at < :previous_until) AS before
FROM footfall.message
WHERE site = :site AND channel = 'form' AND class = 'human' AND at >= :previous_from AND at < :until
GROUP BY message.form
HAVING count(*) FILTER (WHERE at >= :from) > 0
ORDER BY submissions DESC, message.form COLLATE "C"
LIMIT 300
