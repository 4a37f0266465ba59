-- question: Which products sell best?
-- figure: bar
-- label: product
-- value: revenue
-- unit: revenue
-- heading: product
-- limit: 15
-- finding: ["{top} sells best, with {top_share} of what products brought in twelve months"]
-- note: Lines of orders of the last twelve months; the 300 best; in the currency of the site.
WITH line AS (
  SELECT l.product, l.name, coalesce(l.amount, l.quantity * l.price) AS amount
  FROM footfall.order_line l
  JOIN footfall.sale_as_of(:site, :told_until) o ON o.number = l.order_number
  JOIN footfall.site s ON s.name = l.site
  WHERE l.site = :site AND o.at < :until
    AND coalesce(l.currency, o.currency, s.currency) = s.currency
    AND o.at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
    AND (:segment IS NULL OR o.person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
)
SELECT
  coalesce(max(p.name), max(line.name), line.product) AS product,
  coalesce(round(sum(line.amount)), 0) AS revenue
FROM line
LEFT JOIN footfall.product p ON p.site = :site AND p.number = line.product
GROUP BY line.product
ORDER BY revenue DESC, line.product COLLATE "C"
LIMIT 300
