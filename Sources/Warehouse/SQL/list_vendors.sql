-- Those whom the business buys from, by name. $1 name of the site (empty = all), $2 number, name or mail
-- address (empty = all), $3 those before that instant, null for all. Columns: id, site, number, name, contact_name, email, phone, street,
-- postal_code, city, country, website, supplies, since, note, person.
SELECT v.id, v.site, v.number, v.name, v.contact_name, v.email, v.phone, v.street, v.postal_code,
  v.city, v.country, v.website, v.supplies, v.since::text AS since, v.note,
  (SELECT i.person FROM footfall.person_identifier i
  WHERE i.site = v.site AND i.kind = 'mail address' AND i.value = v.email) AS person
FROM footfall.vendor v
JOIN footfall.site z ON z.name = v.site
WHERE ($1 = '' OR v.site = $1)
  AND ($2 = '' OR v.number = $2 OR lower(v.name) = lower($2) OR v.email = lower($2))
  AND ($3::timestamptz IS NULL OR CASE WHEN v.since IS NULL
    THEN EXISTS (SELECT FROM footfall.vendor_history h WHERE h.id = v.id AND h.as_of < $3)
    ELSE v.since < ($3 AT TIME ZONE z.zone)::date END)
ORDER BY lower(v.name), v.id
