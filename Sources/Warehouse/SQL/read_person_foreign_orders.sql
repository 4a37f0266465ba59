-- Orders of persons that are not in sums, for their currency is not that of the site. $1 name of the site,
-- $2 persons, $3 until when things happened and were told, null for all. Columns: person, currency, orders.
SELECT u.person, f.currency, f.orders
FROM (
  SELECT i.person FROM unnest($2::bigint[]) AS i (person) ORDER BY i.person LIMIT cardinality($2)
) u
CROSS JOIN LATERAL (
  SELECT o.currency, count(*) AS orders
  FROM footfall.sale_as_of($1, $3::timestamptz) o
  JOIN footfall.site s ON s.name = o.site
  WHERE o.site = $1 AND o.person = u.person AND o.currency <> s.currency
    AND ($3 IS NULL OR o.at < $3)
  GROUP BY o.currency
) f
