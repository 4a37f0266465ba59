-- One person. $1 name of the site, $2 id. Columns: those of footfall.person, times as RFC 3339.
SELECT p.person, p.address, p.name, p.customer_number, p.phone, p.language, p.opt_in, p.known_since,
  p.contacts, p.last_contact_at, p.orders, p.spent::text AS spent, p.first_order_at,
  p.last_order_at, p.subscribes, p.renews_on::text AS renews_on, p.lifecycle, p.is_organisation
FROM footfall.person p
WHERE p.site = $1 AND p.person = $2
