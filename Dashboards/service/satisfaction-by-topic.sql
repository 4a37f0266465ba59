-- question: What are people satisfied with?
-- figure: bar
-- label: topic
-- value: score
-- unit: mean score
-- format: decimal
-- heading: topic
-- limit: 12
-- finding: ["Best: {top}, with {top_value} on average"]
-- note: Mean of the scores of the last twelve months.
SELECT coalesce(topic, question) AS topic, avg(score) AS score
FROM footfall.survey_answer
WHERE site = :site AND score IS NOT NULL AND at < :until
  AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
GROUP BY coalesce(topic, question)
ORDER BY score DESC, coalesce(topic, question) COLLATE "C"
