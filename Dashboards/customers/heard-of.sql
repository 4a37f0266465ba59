-- question: How did customers hear of us?
-- figure: bar
-- label: way
-- value: customers
-- unit: customers
-- heading: way
-- limit: 8
-- finding: ["{top}: {top_share} of the customers whose answer is known"]
-- note: By the customer list, all years; customers who were not asked are left out. An answer that few gave may name somebody, and stands together under others.
WITH answer AS (
  SELECT source, count(*) AS customers,
    count(DISTINCT coalesce(person::text, number, email)) AS persons
  FROM footfall.customer
  WHERE site = :site AND source IS NOT NULL AND deleted_at IS NULL
    AND coalesce(since < (:as_of AT TIME ZONE :zone)::date, true)
  GROUP BY source
)
SELECT footfall.public_word(source, persons) AS way, sum(customers)::bigint AS customers
FROM answer
GROUP BY 1
ORDER BY customers DESC, 1
