-- question: Which products take longest to arrive?
-- figure: table
-- columns:
--   product: Product
--   delivered: Delivered
--   half: Half within
--   most: Nine of ten within
-- formats: {half: seconds, most: seconds}
-- limit: 12
-- finding:
--   - "{product} takes longest: half within {half}"
--   - "No product was delivered three times: too few to say how long it takes"
-- note: Orders placed in the twelve months up to the end of the period; an order counts with each of its products. Of fewer than three deliveries no half is told, of fewer than ten no nine of ten.
-- empty: "No order of a known product was delivered. The lists of shipments (delivered_at) and of the lines of orders tell it: `footfall import shipments.csv`, `footfall import order_lines.csv`."
WITH bought AS MATERIALIZED (
  SELECT o.number, extract(epoch FROM o.delivered_at - o.at)::double precision AS seconds
  FROM footfall.order_progress(:site, :as_of, :told_until) o
  WHERE o.delivered_at IS NOT NULL AND o.at < :until
    AND o.at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
), item AS MATERIALIZED (
  SELECT DISTINCT order_number, product
  FROM footfall.order_line
  WHERE site = :site AND product IS NOT NULL
), line AS (
  SELECT i.product, b.seconds
  FROM bought b
  JOIN item i ON i.order_number = b.number
)
SELECT coalesce(max(p.name), l.product) AS product, count(*) AS delivered,
  CASE WHEN count(*) >= 3 THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY l.seconds) END AS half,
  CASE WHEN count(*) >= 10 THEN percentile_cont(0.9) WITHIN GROUP (ORDER BY l.seconds) END AS most
FROM line l
LEFT JOIN footfall.product p ON p.site = :site AND p.number = l.product
GROUP BY l.product
ORDER BY half DESC NULLS LAST, delivered DESC, l.product COLLATE "C"
LIMIT 300
