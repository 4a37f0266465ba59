-- What staff wrote down, the newest first; staff by name, whatever a list calls them. $1 name of the site (empty = all), $2 person (0 = all), $3
-- staff (empty = all), $4 how many at most.
-- Columns: id, site, at, kind, direction, staff, name, topic, subject, note, outcome,
-- objection, next_action, next_at.
SELECT a.id, a.site, a.at, a.kind, a.direction,
  footfall.staff_name(a.staff) AS staff,
  coalesce(nullif(p.name, ''), p.address, a.email, a.customer_number) AS name, a.topic, a.subject,
  a.note, a.outcome, a.objection, a.next_action, a.next_at::text AS next_at
FROM footfall.activity a
LEFT JOIN footfall.person p ON p.site = a.site AND p.person = a.person
WHERE ($1 = '' OR a.site = $1) AND ($2 = 0 OR a.person = $2)
  AND ($3 = '' OR lower(footfall.staff_name(a.staff)) = lower(footfall.staff_name($3)))
ORDER BY a.at DESC, a.id
LIMIT $4
