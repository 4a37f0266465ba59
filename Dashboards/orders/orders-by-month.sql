-- question: How many orders came in each month?
-- figure: column
-- x: month
-- y: orders
-- unit: orders
-- finding: ["{total:order:orders} in twelve months, most in {top}"]
-- note: Local months of the site; the last month may not be over.
WITH month AS (
  SELECT generate_series(
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day') - interval '11 months',
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day'),
    interval '1 month') AS month
), bought AS (
  SELECT date_trunc('month', at AT TIME ZONE :zone) AS month
  FROM footfall.sale_as_of(:site, :told_until)
  WHERE site = :site AND at < :until
    AND (:segment IS NULL OR person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
)
SELECT to_char(month.month, 'Mon YYYY') AS month, count(bought.month) AS orders
FROM month
LEFT JOIN bought ON bought.month = month.month
GROUP BY month.month
HAVING EXISTS (SELECT FROM bought)
ORDER BY month.month
