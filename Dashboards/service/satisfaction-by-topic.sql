-- question: What are people satisfied with?
-- figure: bar
-- label: topic
-- value: score
-- unit: mean score
-- format: decimal
-- heading: topic
-- limit: 12
-- finding: ["Best: {top}, with {top_value} on average"]
-- note: Mean of the scores of the last twelve months. What few persons were asked may name somebody, and stands together under others.
WITH answer AS (
  SELECT coalesce(topic, question) AS topic, sum(score) AS score, count(*) AS answers,
    count(DISTINCT coalesce(person::text, customer_number, email, respondent)) AS persons
  FROM footfall.survey_answer
  WHERE site = :site AND score IS NOT NULL AND at < :until
    AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
  GROUP BY 1
)
SELECT footfall.public_word(topic, persons) AS topic, sum(score) / sum(answers) AS score
FROM answer
GROUP BY 1
ORDER BY score DESC, 1
