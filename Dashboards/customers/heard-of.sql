-- question: How did customers hear of us?
-- figure: bar
-- label: way
-- value: customers
-- unit: customers
-- heading: way
-- limit: 8
-- finding: ["{top}: {top_share} of the customers whose answer is known"]
-- note: By the customer list, all years; customers who were not asked are left out. An answer that one gave may name somebody, and is not shown.
WITH answer AS (
  SELECT CASE WHEN count(*) OVER (PARTITION BY source) = 1 THEN NULL ELSE source END AS way
  FROM footfall.customer
  WHERE site = :site AND source IS NOT NULL AND deleted_at IS NULL
    AND coalesce(since < (:as_of AT TIME ZONE :zone)::date, true)
)
SELECT way, count(*) AS customers
FROM answer
WHERE way IS NOT NULL
GROUP BY way
ORDER BY customers DESC, way COLLATE "C"
