-- Persons, and how they stand at an instant, in the order of their ids. $1 name of the site, $2 ids, $3 the
-- instant, null for the present, $4 until when names and states of orders were told, null for all. Columns:
-- those of footfall.person, times as RFC 3339; whoever is known as a vendor alone has the lifecycle vendor.
WITH vendor AS MATERIALIZED (
  SELECT v.person FROM footfall.vendor_person_as_of($1, $4::timestamptz) v
)
SELECT p.person, p.address, coalesce(p.name, '') AS name, p.customer_number, p.phone, p.language,
  p.opt_in, p.known_since, p.contacts, p.last_contact_at, p.orders, p.spent::text AS spent,
  p.first_order_at, p.last_order_at, p.subscribes, p.renews_on::text AS renews_on,
  CASE WHEN p.orders = 0 AND p.person IN (SELECT v.person FROM vendor v) THEN 'vendor'
    ELSE p.lifecycle END AS lifecycle,
  p.is_organisation
FROM (
  -- All of them; by such a LIMIT, as in the statements beside this one, the planner expects few, and a plan
  -- that was made is used again for other persons.
  SELECT i.person, i.place FROM unnest($2::bigint[]) WITH ORDINALITY AS i (person, place)
  ORDER BY i.place
  LIMIT cardinality($2)
) u
CROSS JOIN LATERAL (
  SELECT p.person, w.address, w.name, w.number AS customer_number, w.phone, w.language, p.opt_in,
    p.known_since, p.contacts, p.last_contact_at, o.orders, o.spent, o.first_order_at,
    o.last_order_at, coalesce(b.subscribes, false) AS subscribes, b.renews_on,
    footfall.lifecycle(
      greatest(o.orders, b.had::int), greatest(o.last_order_at, b.ended_at),
      coalesce(b.subscribes, false), d.as_of) AS lifecycle,
    p.is_organisation
  FROM footfall.person p
  JOIN footfall.site z ON z.name = p.site
  LEFT JOIN footfall.naming_before($1, $4::timestamptz) n ON n.person = p.person
  CROSS JOIN LATERAL (
    SELECT n.address, n.name, n.number, n.phone, n.language
    WHERE $4::timestamptz IS NOT NULL
    UNION ALL
    SELECT p.address, p.name, p.customer_number, p.phone, p.language
    WHERE $4::timestamptz IS NULL
  ) w
  CROSS JOIN LATERAL (
    SELECT coalesce($3::timestamptz, now()) AS as_of,
      (coalesce($3::timestamptz, now()) AT TIME ZONE z.zone)::date AS day,
      (coalesce($3::timestamptz - interval '1 microsecond', now()) AT TIME ZONE z.zone)::date AS last
  ) d
  CROSS JOIN LATERAL (
    SELECT count(*) AS orders,
      coalesce(sum(r.amount) FILTER (WHERE coalesce(r.currency, z.currency) = z.currency), 0) AS spent,
      min(r.at) AS first_order_at, max(r.at) AS last_order_at
    FROM footfall.sale_as_of($1, $4::timestamptz) r
    WHERE r.site = p.site AND r.person = p.person AND ($3::timestamptz IS NULL OR r.at < $3)
  ) o
  CROSS JOIN LATERAL (
    SELECT bool_or(r.started <= d.last AND coalesce(r.ended >= d.day, true)) AS subscribes,
      bool_or(r.started <= d.last) AS had,
      (max(r.ended + 1) FILTER (WHERE r.ended < d.day))::timestamp AT TIME ZONE z.zone AS ended_at,
      min(r.renews_on) FILTER (WHERE coalesce(r.ended >= d.day, true)) AS renews_on
    FROM footfall.subscription r
    WHERE r.site = p.site AND r.person = p.person
  ) b
  WHERE p.site = $1 AND p.person = u.person
  -- Asked of each person by itself: views that group look at nobody else.
  OFFSET 0
) p
ORDER BY u.place
