-- question: What is bought again?
-- figure: bar
-- label: product
-- value: persons
-- unit: persons
-- heading: product
-- limit: 12
-- finding: ["{top} is bought again most: by {top_value:person:persons}"]
-- note: Persons who have it in two orders or more, of all years up to the newest day.
-- empty: "Nothing was bought twice by the same person. The lines of orders tell it: `footfall import order_lines.csv`."
WITH bought AS (
  SELECT o.person, l.product, max(l.name) AS name, count(DISTINCT o.id) AS orders
  FROM footfall.sale_as_of(:site, :told_until) o
  JOIN footfall.order_line l ON l.site = :site AND l.order_number = o.number
  WHERE o.person IS NOT NULL AND o.at < :as_of AND l.product IS NOT NULL
  GROUP BY o.person, l.product
)
SELECT coalesce(max(p.name), max(b.name), b.product) AS product, count(*) AS persons
FROM bought b
LEFT JOIN footfall.product p ON p.site = :site AND p.number = b.product
WHERE b.orders > 1
GROUP BY b.product
ORDER BY persons DESC, b.product COLLATE "C"
LIMIT 300
