-- question: How satisfied were people each month?
-- figure: column
-- x: month
-- y: score
-- unit: mean score
-- format: decimal
-- finding: ["The best month was {top}, with {top_value} on average"]
-- note: Mean of all scores that surveys brought; a month without answers has none.
WITH month AS (
  SELECT generate_series(
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day') - interval '11 months',
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day'),
    interval '1 month') AS month
), answer AS (
  SELECT date_trunc('month', at AT TIME ZONE :zone) AS month, score
  FROM footfall.survey_answer
  WHERE site = :site AND at < :until AND score IS NOT NULL
)
SELECT to_char(month.month, 'Mon YYYY') AS month, avg(answer.score) AS score
FROM month
LEFT JOIN answer ON answer.month = month.month
WHERE month.month >= (SELECT min(month) FROM answer)
GROUP BY month.month
ORDER BY month.month
