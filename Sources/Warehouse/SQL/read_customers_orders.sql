-- What each customer of a site bought. $1 name of the site, $2 end of the day as of which, $3 until when what was
-- told counts, null for all. Columns: person, orders, days (with an order, since 1970, ascending), amounts (of
-- these days, in the currency of the site), spent, renews_on (of a subscription that runs, since 1970).
WITH site AS (
  SELECT s.name, s.zone, s.currency, ($2::timestamptz AT TIME ZONE s.zone)::date AS day
  FROM footfall.site s WHERE s.name = $1::text
), bought AS (
  SELECT o.person, (o.at AT TIME ZONE s.zone)::date - date '1970-01-01' AS day, count(*) AS orders,
    coalesce(sum(o.amount) FILTER (WHERE coalesce(o.currency, s.currency) = s.currency), 0) AS amount
  FROM footfall.sale_as_of($1::text, $3::timestamptz) o
  JOIN site s ON s.name = o.site
  WHERE o.at < $2::timestamptz AND o.person IS NOT NULL
  GROUP BY 1, 2
), holder AS (
  SELECT b.person, max(b.renews_on) - date '1970-01-01' AS renews_on
  FROM footfall.subscription b
  JOIN site s ON s.name = b.site
  WHERE b.person IS NOT NULL AND b.started < s.day AND coalesce(b.ended >= s.day, true)
  GROUP BY b.person
)
SELECT b.person, sum(b.orders)::bigint AS orders, array_agg(b.day ORDER BY b.day) AS days,
  array_agg(b.amount::double precision ORDER BY b.day) AS amounts, sum(b.amount)::text AS spent,
  min(h.renews_on) AS renews_on
FROM bought b
LEFT JOIN holder h ON h.person = b.person
GROUP BY b.person
ORDER BY b.person
