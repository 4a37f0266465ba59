-- Some persons as list_persons tells them. $1 name of the site, $2 persons. Columns: those of list_persons.
SELECT p.*
FROM (
  SELECT i.person FROM unnest($2::bigint[]) AS i (person) ORDER BY i.person LIMIT cardinality($2)
) u
CROSS JOIN LATERAL (
  SELECT p.site, p.person, p.name, p.address, p.customer_number,
    CASE WHEN v.is_vendor THEN 'vendor' ELSE p.lifecycle END AS lifecycle, p.known_since,
    p.contacts, p.last_contact_at, p.last_direction, p.last_channel, p.last_topic, p.orders,
    p.spent::text AS spent, p.last_order_at, p.renews_on::text AS renews_on,
    CASE WHEN v.is_vendor THEN NULL
      WHEN EXISTS (
        SELECT FROM footfall.suppression x WHERE x.site = p.site AND x.person = u.person) THEN false
      ELSE p.opt_in END AS opt_in
  FROM footfall.person p
  CROSS JOIN LATERAL (
    SELECT EXISTS (
      SELECT FROM footfall.vendor_person_as_of($1, NULL) w WHERE w.person = u.person) AS is_vendor
  ) v
  WHERE p.site = $1 AND p.person = u.person
  OFFSET 0
) p
