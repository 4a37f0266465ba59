-- Orders of a person that are not in sums, for their currency is not that of the site. $1 name of the
-- site, $2 id. Columns: currency, orders.
SELECT o.currency, count(*) AS orders
FROM footfall.customer_order o
JOIN footfall.site s ON s.name = o.site
WHERE o.site = $1 AND o.person = $2 AND o.currency <> s.currency
GROUP BY o.currency
ORDER BY o.currency
