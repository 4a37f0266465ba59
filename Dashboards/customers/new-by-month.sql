-- question: How many persons bought for the first time each month?
-- figure: column
-- x: month
-- y: persons
-- unit: persons
-- finding: ["{total:new customer:new customers} in twelve months, most in {top}"]
-- note: By the first order, in local months of the site; the last month may not be over.
WITH month AS (
  SELECT generate_series(
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day') - interval '11 months',
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day'),
    interval '1 month') AS month
), buyer AS (
  SELECT date_trunc('month', min(at) AT TIME ZONE :zone) AS month
  FROM footfall.sale_as_of(:site, :told_until)
  WHERE site = :site AND at < :until AND person IS NOT NULL
    AND (:segment IS NULL OR person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
  GROUP BY person
)
SELECT to_char(month.month, 'Mon YYYY') AS month, count(buyer.month) AS persons
FROM month
LEFT JOIN buyer ON buyer.month = month.month
GROUP BY month.month
HAVING EXISTS (SELECT FROM buyer)
ORDER BY month.month
