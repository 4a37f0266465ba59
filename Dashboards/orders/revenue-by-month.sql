-- question: How much did orders bring each month?
-- figure: column
-- x: month
-- y: revenue
-- unit: revenue
-- finding: ["Orders brought {total} in twelve months, most in {top}: {top_value}"]
-- note: In the currency of the site, in local months of the site; the last month may not be over.
WITH month AS (
  SELECT generate_series(
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day') - interval '11 months',
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day'),
    interval '1 month') AS month
), bought AS (
  SELECT date_trunc('month', at AT TIME ZONE :zone) AS month, amount
  FROM footfall.sale_as_of(:site, :told_until) o
  JOIN footfall.site s ON s.name = o.site
  WHERE o.site = :site AND at < :until AND coalesce(o.currency, s.currency) = s.currency
    AND (:segment IS NULL OR o.person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
)
SELECT to_char(month.month, 'Mon YYYY') AS month, coalesce(round(sum(amount)), 0) AS revenue
FROM month
LEFT JOIN bought ON bought.month = month.month
GROUP BY month.month
HAVING EXISTS (SELECT FROM bought)
ORDER BY month.month
