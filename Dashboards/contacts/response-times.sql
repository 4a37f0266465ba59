-- question: How long did people wait for the first answer?
-- figure: column
-- x: time
-- y: questions
-- unit: questions
-- finding: ["Most frequent: {top}, with {top_share} of {total:question:questions}"]
-- note: Questions of the period, by the time from the first message to the first answer, up to the newest day.
WITH bucket (place, time) AS (
  VALUES (1, 'under 1 h'), (2, '1 to 4 h'), (3, '4 to 24 h'), (4, '1 to 3 days'),
    (5, 'over 3 days'), (6, 'not answered')
), question AS (
  SELECT
    CASE WHEN first_response_at < :as_of THEN
      width_bucket(first_response, ARRAY[0, 3600, 14400, 86400, 259200]::double precision[])
      ELSE 6 END AS place,
    count(*) AS questions
  FROM footfall.conversation
  WHERE site = :site AND asked_at >= :from AND asked_at < :until
    AND footfall.expects_answer(topic)
  GROUP BY 1
)
SELECT time, coalesce(questions, 0) AS questions
FROM bucket
LEFT JOIN question USING (place)
ORDER BY place
