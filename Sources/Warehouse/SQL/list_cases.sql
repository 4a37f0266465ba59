-- Cases, the oldest first. $1 name of the site (empty = all), $2 kind (empty = all), $3 whether closed
-- ones too, $4 owner (empty = all), $5 how many at most.
-- Columns: id, site, kind, state, address, name, topic, subject, opened_at, waiting_since, owner, cause, note, closed_at, closed_by.
-- One waits for us where footfall.unanswered says so.
WITH waiting AS (
  SELECT z.name AS site, w.conversation, w.since, w.person_name
  FROM footfall.site z
  CROSS JOIN LATERAL footfall.unanswered(z.name, NULL) w
  WHERE $1 = '' OR z.name = $1
)
SELECT c.id, c.site, c.kind, c.state, c.address,
  coalesce(nullif(p.name, ''), nullif(w.person_name, '')) AS name, c.topic, c.subject, c.opened_at,
  w.since AS waiting_since, footfall.staff_name(c.owner) AS owner, c.cause, c.note, c.closed_at,
  footfall.staff_name(c.closed_by) AS closed_by
FROM footfall.service_case c
LEFT JOIN waiting w ON w.site = c.site AND w.conversation = c.id
LEFT JOIN footfall.person p ON p.site = c.site AND p.person = c.person
WHERE ($1 = '' OR c.site = $1) AND ($2 = '' OR c.kind = $2) AND ($3 OR c.closed_at IS NULL)
  AND ($4 = '' OR lower(footfall.staff_name(c.owner)) = lower(footfall.staff_name($4)))
ORDER BY c.opened_at, c.id
LIMIT $5
