-- Persons, the last in touch first. $1 name of the site (empty = all), $2 lifecycle (empty = all; of
-- whoever is known as a vendor alone it is vendor), $3 how many at most, $4 until when they came to be
-- known, null for all, $5 customer segment as of the newest day that is analysed (empty = all). Columns: site, person, name, address, customer_number, lifecycle, known_since,
-- contacts, last_contact_at, last_direction, last_channel, last_topic, orders, spent, last_order_at,
-- renews_on, opt_in (whether the person wants news and may be written to).
WITH news AS MATERIALIZED (
  SELECT n.site, n.person, n.is_wanted
  FROM footfall.site z
  CROSS JOIN LATERAL footfall.news_as_of(z.name, $4::timestamptz) n
  WHERE $1 = '' OR z.name = $1
), vendor AS MATERIALIZED (
  SELECT DISTINCT site, person
  FROM footfall.vendor_person_as_of(nullif($1, ''), $4::timestamptz)
)
SELECT p.site, p.person, p.name, p.address, p.customer_number,
  CASE WHEN v.person IS NULL THEN p.lifecycle ELSE 'vendor' END AS lifecycle, p.known_since,
  p.contacts, p.last_contact_at, p.last_direction, p.last_channel, p.last_topic, p.orders,
  p.spent::text AS spent, p.last_order_at, p.renews_on::text AS renews_on, n.is_wanted AS opt_in
FROM footfall.person p
LEFT JOIN news n ON n.site = p.site AND n.person = p.person
LEFT JOIN vendor v ON v.site = p.site AND v.person = p.person
WHERE ($1 = '' OR p.site = $1) AND ($2 = '' OR $2 = CASE WHEN v.person IS NULL THEN p.lifecycle ELSE 'vendor' END)
  AND ($4::timestamptz IS NULL OR p.known_since < $4)
  AND ($5 = '' OR EXISTS (
    SELECT FROM footfall.customer_score c
    WHERE c.site = p.site AND c.person = p.person AND c.segment = $5
      AND c.as_of = (SELECT max(a.as_of) FROM footfall.analysis a WHERE a.site = p.site)))
ORDER BY greatest(p.last_contact_at, p.last_order_at) DESC NULLS LAST, p.site, p.person
LIMIT $3
