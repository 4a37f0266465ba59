-- question: Which products are people satisfied with?
-- figure: bar
-- label: product
-- value: score
-- unit: mean score
-- format: decimal
-- heading: product
-- limit: 12
-- finding: ["Best: {top}, with {top_value} on average"]
-- note: Mean of the scores of the last twelve months, of answers that name a product. What is in no list of products, and few persons were asked about, may name somebody, and stands together under others.
WITH answer AS (
  SELECT p.name, a.product, sum(a.score) AS score, count(*) AS answers,
    count(DISTINCT coalesce(a.person::text, a.customer_number, a.email, a.respondent)) AS persons
  FROM footfall.survey_answer a
  LEFT JOIN footfall.product p ON p.site = a.site AND p.number = a.product
  WHERE a.site = :site AND a.score IS NOT NULL AND a.product IS NOT NULL AND a.at < :until
    AND a.at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
  GROUP BY p.name, a.product
)
SELECT coalesce(name, footfall.public_word(product, persons)) AS product,
  sum(score) / sum(answers) AS score
FROM answer
GROUP BY 1
ORDER BY score DESC, 1
