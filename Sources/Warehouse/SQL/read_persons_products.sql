-- Which products each customer of a site bought. $1 name of the site, $2 end of the day as of which, $3 until when
-- what was told counts, null for all. Columns: person, products (numbers, or names where they have none).
SELECT o.person, array_agg(DISTINCT coalesce(nullif(l.product, ''), l.name)) AS products
FROM footfall.sale_as_of($1::text, $3::timestamptz) o
JOIN footfall.order_line l ON l.site = o.site AND l.order_number = o.number
WHERE o.site = $1::text AND o.at < $2::timestamptz AND o.person IS NOT NULL
  AND coalesce(nullif(l.product, ''), l.name) IS NOT NULL
GROUP BY o.person
ORDER BY o.person
