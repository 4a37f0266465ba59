-- One person, and how the person stands at an instant. $1 name of the site, $2 id, $3 the instant, null
-- for the present. Columns: those of footfall.person, times as RFC 3339.
SELECT p.person, p.address, p.name, p.customer_number, p.phone, p.language, p.opt_in, p.known_since,
  p.contacts, p.last_contact_at, p.orders, p.spent::text AS spent, p.first_order_at,
  p.last_order_at, coalesce(b.subscribes, false) AS subscribes, b.renews_on::text AS renews_on,
  footfall.lifecycle(
    p.orders, p.last_order_at, coalesce(b.subscribes, false), coalesce($3::timestamptz, now()))
    AS lifecycle,
  p.is_organisation
FROM footfall.person p
JOIN footfall.site z ON z.name = p.site
LEFT JOIN LATERAL (
  SELECT count(*) > 0 AS subscribes, min(r.renews_on) AS renews_on
  FROM footfall.subscription r
  WHERE r.site = p.site AND r.person = p.person
    AND coalesce(r.ended >= (coalesce($3::timestamptz, now()) AT TIME ZONE z.zone)::date, true)
) b ON true
WHERE p.site = $1 AND p.person = $2
