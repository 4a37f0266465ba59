-- question: What runs out first?
-- figure: table
-- columns:
--   product: Product
--   stock: Stock
--   sold: Sold in 90 days
--   days_left: Lasts for days
--   runs_out: Runs out on
--   wished: Wished for
-- limit: 15
-- finding:
--   - "{sold_out} is sold out"
--   - "{product} runs out first: in {days_left:day:days}, on {runs_out}"
--   - "Nothing that has a stock was sold in 90 days"
-- note: Stock as the product list told it last, less what was sold since; at the pace of the 90 days up to the newest day. Products of which nothing was sold in them do not run out, and stand last.
-- empty: "No product has a stock. The product list tells it: `footfall import products.csv` with number, stock and stock_at."
-- definitions:
--   Lasts for days: stock, divided by what was sold a day in the last 90 days
WITH line AS (
  SELECT l.product, o.at, coalesce(l.quantity, 1) AS quantity
  FROM footfall.order_line l
  JOIN footfall.sale_as_of(:site, :told_until) o ON o.number = l.order_number
  WHERE l.site = :site AND o.at < :as_of AND o.at >= :as_of - interval '2160 hours'
), product AS (
  SELECT p.number, coalesce(p.name, p.number) AS name, p.stock - coalesce((
      SELECT sum(l.quantity) FROM line l WHERE l.product = p.number AND l.at >= p.stock_at), 0) AS stock,
    coalesce((SELECT sum(l.quantity) FROM line l WHERE l.product = p.number), 0) AS sold
  FROM footfall.product p
  WHERE p.site = :site AND p.stock IS NOT NULL
    AND (:told_until IS NULL OR coalesce(p.stock_at, p.as_of) < :told_until)
), wished AS (
  SELECT product, count(DISTINCT coalesce(person::text, customer_number, email)) AS persons
  FROM footfall.wish
  WHERE site = :site AND coalesce(at < :as_of, true) AND (removed_at IS NULL OR removed_at >= :as_of)
  GROUP BY product
), paced AS (
  SELECT p.number, p.name, greatest(p.stock, 0) AS stock, p.sold, coalesce(w.persons, 0) AS wished,
    floor(greatest(p.stock, 0) * 90 / nullif(p.sold, 0))::integer AS days
  FROM product p
  LEFT JOIN wished w ON w.product = p.number
)
SELECT name AS product, round(stock)::bigint AS stock, round(sold)::bigint AS sold,
  CASE WHEN stock > 0 THEN days END AS days_left,
  CASE WHEN stock > 0 AND days < 3650
    THEN (:as_of AT TIME ZONE :zone - interval '1 microsecond')::date + days END AS runs_out,
  wished, CASE WHEN stock = 0 THEN name END AS sold_out
FROM paced
ORDER BY stock > 0, days NULLS LAST, wished DESC, number COLLATE "C"
LIMIT 300
