-- question: How long did people wait for the first answer?
-- figure: histogram
-- x: from_seconds
-- high: to_seconds
-- y: questions
-- unit: questions
-- measure: from the first message to the first answer
-- measure_format: seconds
-- finding: ["Half of {total:answered question:answered questions} waited less than {median}, nine of ten less than {p90}", "Half of {total:answered question:answered questions} waited less than {median}", "{total:question was:questions were} answered"]
-- note: Questions of the period that were answered up to the newest day; half and nine of ten are read from the bars. Those that were not answered are left out here.
WITH bucket (place, from_seconds, to_seconds) AS (
  VALUES (1, 0, 3600), (2, 3600, 14400), (3, 14400, 43200), (4, 43200, 86400),
    (5, 86400, 172800), (6, 172800, 259200), (7, 259200, 604800), (8, 604800, NULL)
), question AS (
  SELECT width_bucket(
      first_response, ARRAY[0, 3600, 14400, 43200, 86400, 172800, 259200, 604800]::double precision[])
      AS place,
    count(*) AS questions
  FROM footfall.conversation
  WHERE site = :site AND asked_at >= :from AND asked_at < :until AND first_response_at < :as_of
    AND footfall.expects_answer(topic)
  GROUP BY 1
)
SELECT from_seconds, to_seconds, coalesce(questions, 0) AS questions
FROM bucket
LEFT JOIN question USING (place)
WHERE place <= (SELECT max(place) FROM question)
ORDER BY place
