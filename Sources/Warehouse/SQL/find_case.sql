-- A case, as list_cases tells it. $1 id of it, or of a contact of its conversation.
-- Columns: id, site, kind, state, address, name, topic, subject, opened_at, waiting_since, owner, cause, note, closed_at, closed_by.
SELECT c.id, c.site, c.kind, c.state, c.address,
  coalesce(nullif(p.name, ''), nullif(w.person_name, '')) AS name, c.topic, c.subject, c.opened_at,
  w.since AS waiting_since, footfall.staff_name(c.owner) AS owner, c.cause, c.note, c.closed_at,
  footfall.staff_name(c.closed_by) AS closed_by
FROM footfall.service_case c
LEFT JOIN LATERAL (
  SELECT u.since, u.person_name FROM footfall.unanswered(c.site, NULL) u WHERE u.conversation = c.id
) w ON true
LEFT JOIN footfall.person p ON p.site = c.site AND p.person = c.person
WHERE c.id = $1 OR c.id = (SELECT m.conversation FROM footfall.message m WHERE m.id = $1)
