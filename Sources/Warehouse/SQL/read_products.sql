-- What the products in order lines of a site are called. $1 name of the site. Columns: product, name.
SELECT l.product, coalesce(max(p.name), max(l.name), l.product) AS name
FROM (
  SELECT coalesce(nullif(o.product, ''), o.name) AS product, max(o.name) AS name
  FROM footfall.order_line o
  WHERE o.site = $1::text
  GROUP BY 1
) l
LEFT JOIN footfall.product p ON p.site = $1::text AND p.number = l.product
WHERE l.product IS NOT NULL
GROUP BY l.product
