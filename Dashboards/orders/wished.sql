-- question: What is wished for, and not bought?
-- figure: bar
-- label: product
-- value: persons
-- unit: persons
-- heading: product
-- limit: 12
-- finding: ["{top} is wished for most and not bought: by {top_value:person:persons}"]
-- note: Persons on whose wish list it stands at the end of the newest day, and who have not ordered it since. What is in no product list and few wish for stands together under others.
-- empty: "Nothing is wished for that was not bought. Wish lists are read from a list: `footfall import wishes.csv` with customer_number or email, product and at."
WITH wish AS (
  SELECT w.product, w.person, w.at, coalesce(w.person::text, w.customer_number, w.email) AS who
  FROM footfall.wish w
  WHERE w.site = :site AND coalesce(w.at < :as_of, true) AND (w.removed_at IS NULL OR w.removed_at >= :as_of)
), bought AS MATERIALIZED (
  SELECT o.person, l.product, max(o.at) AS at
  FROM footfall.sale_as_of(:site, :told_until) o
  JOIN footfall.order_line l ON l.site = :site AND l.order_number = o.number
  WHERE o.person IS NOT NULL AND o.at < :as_of
  GROUP BY o.person, l.product
), wanted AS (
  SELECT w.product, count(DISTINCT w.who) AS persons
  FROM wish w
  LEFT JOIN bought b ON b.person = w.person AND b.product = w.product
  WHERE b.at IS NULL OR b.at < w.at
  GROUP BY w.product
)
SELECT coalesce(p.name, footfall.public_word(w.product, w.persons)) AS product,
  sum(w.persons)::bigint AS persons
FROM wanted w
LEFT JOIN footfall.product p ON p.site = :site AND p.number = w.product
GROUP BY 1
ORDER BY persons DESC, 1
LIMIT 300
