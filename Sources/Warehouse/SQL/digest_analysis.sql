-- Hash of all that the analyses of a site are made from; rows may come in any order. Of page views the rolled
-- up days stand for them. $1 name of the site, $2 end of the day as of which they are made, $3 until when what
-- was told counts, null for all, $4 that day, $5 what else tells them apart. Columns: digest.
WITH site AS (
  SELECT s.name, s.zone, s.currency FROM footfall.site s WHERE s.name = $1::text
), sale AS MATERIALIZED (
  SELECT o.id, o.number, o.person, o.at, o.amount, o.currency
  FROM footfall.sale_as_of($1::text, $3::timestamptz) o
  WHERE o.site = $1::text AND o.at < $2::timestamptz
), fact AS (
  SELECT concat_ws('|', 'site', s.name, s.zone, s.currency) AS text FROM site s
  UNION ALL
  SELECT concat_ws('|', 'sale', o.id, o.person, extract(epoch FROM o.at), o.amount, o.currency) FROM sale o
  UNION ALL
  SELECT concat_ws('|', 'line', l.id, l.order_number, l.product, l.name)
  FROM footfall.order_line l
  JOIN sale o ON o.number = l.order_number
  WHERE l.site = $1::text
  UNION ALL
  SELECT concat_ws('|', 'product', p.number, p.name) FROM footfall.product p WHERE p.site = $1::text
  UNION ALL
  SELECT concat_ws('|', 'subscription', b.id, b.person, b.started, b.ended, b.renews_on)
  FROM footfall.subscription b WHERE b.site = $1::text
  UNION ALL
  SELECT concat_ws('|', 'visit', v.person, v.visitor, extract(epoch FROM v.started_at), v.downloads,
    v.is_visit)
  FROM footfall.person_visit v WHERE v.site = $1::text AND v.started_at < $2::timestamptz
  UNION ALL
  SELECT concat_ws('|', 'contact', c.id, c.person, extract(epoch FROM c.at), c.direction, c.topic)
  FROM footfall.contact c
  WHERE c.site = $1::text AND c.at < $2::timestamptz AND c.person IS NOT NULL
  UNION ALL
  SELECT concat_ws('|', 'message', m.id, extract(epoch FROM m.at))
  FROM footfall.message m
  WHERE m.site = $1::text AND m.direction = 'inbound' AND m.class = 'human' AND m.at < $2::timestamptz
    AND m.at >= $2::timestamptz - interval '120 days'
  UNION ALL
  SELECT concat_ws('|', 'tie', v.contact, v.visitor, extract(epoch FROM v.started_at))
  FROM footfall.contact_visit v WHERE v.site = $1::text AND v.started_at < $2::timestamptz
  UNION ALL
  SELECT concat_ws('|', 'vendor', v.person) FROM footfall.vendor_person_as_of($1::text, $3::timestamptz) v
  UNION ALL
  SELECT d::text FROM footfall.visit_day d
  WHERE d.site = $1::text AND d.is_visit AND d.day > $4::date - 460 AND d.day <= $4::date
  UNION ALL
  SELECT d::text FROM footfall.page_day d
  WHERE d.site = $1::text AND d.day > $4::date - 92 AND d.day <= $4::date
)
SELECT md5(concat_ws('|', $5::text, count(*), sum(hashtextextended(f.text, 0)::numeric),
  sum(hashtextextended(f.text, 1)::numeric))) AS digest
FROM fact f
