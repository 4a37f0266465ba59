-- question: Which products are people satisfied with?
-- figure: bar
-- label: product
-- value: score
-- unit: mean score
-- format: decimal
-- heading: product
-- limit: 12
-- finding: ["Best: {top}, with {top_value} on average"]
-- note: Mean of the scores of the last twelve months, of answers that name a product.
SELECT coalesce(p.name, a.product) AS product, avg(a.score) AS score
FROM footfall.survey_answer a
LEFT JOIN footfall.product p ON p.site = a.site AND p.number = a.product
WHERE a.site = :site AND a.score IS NOT NULL AND a.product IS NOT NULL AND a.at < :until
  AND a.at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
GROUP BY coalesce(p.name, a.product)
ORDER BY score DESC, coalesce(p.name, a.product) COLLATE "C"
