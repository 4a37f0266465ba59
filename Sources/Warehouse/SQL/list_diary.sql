-- What is due, the earliest first. $1 name of the site (empty = all), $2 the last day, $3 who is to do
-- it (empty = all, and what anybody may do belongs to all), $4 whether what is done too, $5 how many at most,
-- $6 as of which instant, null for the present.
-- Columns: id, site, kind, day, what, name, address, phone, staff, subject, noted_at, done_at.
SELECT d.id, d.site, d.kind, d.day::text AS day, d.what,
  coalesce(nullif(p.name, ''), d.named) AS name, p.address, p.phone, coalesce(footfall.staff_name(nullif(d.staff, '')), '') AS staff, d.subject, d.noted_at,
  d.done_at
FROM footfall.diary d
LEFT JOIN footfall.naming_as_of(nullif($1, ''), $6::timestamptz) p
  ON p.site = d.site AND p.person = d.person
WHERE ($1 = '' OR d.site = $1) AND d.day <= ($2::text)::date
  AND ($3 = '' OR d.staff = '' OR lower(footfall.staff_name(d.staff)) = lower(footfall.staff_name($3))) AND ($4 OR d.done_at IS NULL OR d.done_at >= $6)
  AND ($6::timestamptz IS NULL OR d.noted_at < $6)
ORDER BY d.day, d.noted_at, d.id
LIMIT $5
