-- question: How did customers hear of us?
-- figure: bar
-- label: way
-- value: customers
-- unit: customers
-- heading: way
-- limit: 8
-- finding: ["{top}: {top_share} of the customers whose answer is known"]
-- note: By the customer list, all years; customers who were not asked are left out.
SELECT source AS way, count(*) AS customers
FROM footfall.customer
WHERE site = :site AND source IS NOT NULL AND deleted_at IS NULL
  AND coalesce(since < (:as_of AT TIME ZONE :zone)::date, true)
GROUP BY source
ORDER BY customers DESC, source COLLATE "C"
