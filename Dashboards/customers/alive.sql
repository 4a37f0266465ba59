-- question: How likely is it that customers are still there?
-- figure: column
-- x: probability
-- y: customers
-- unit: customers
-- finding: ["{top_value} of {total:customer:customers} are still there with a probability of {top}"]
-- note: Of those who came back at least once; of the others nothing can be said but that they ordered.
-- empty: Told as of the newest day; where there are too few to say, the head of the page says so.
WITH band AS (
  SELECT least(floor(alive * 5), 4)::integer AS band, count(*) AS customers
  FROM footfall.customer_score
  WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1 AND alive IS NOT NULL AND order_days > 1
  GROUP BY 1
)
SELECT b.band * 20 || ' to ' || b.band * 20 + 20 || ' %' AS probability, coalesce(n.customers, 0) AS customers
FROM generate_series(0, 4) AS b (band)
LEFT JOIN band n ON n.band = b.band
ORDER BY b.band
