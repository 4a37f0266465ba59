-- A case. $1 id of it, or of a contact of its conversation.
-- Columns: id, site, kind, state, address, name, topic, subject, opened_at, waiting_since, owner, cause, note, closed_at, closed_by.
SELECT c.id, c.site, c.kind, c.state, c.address, nullif(p.name, '') AS name, c.topic, c.subject,
  c.opened_at, c.waiting_since, c.owner, c.cause, c.note, c.closed_at, c.closed_by
FROM footfall.service_case c
LEFT JOIN footfall.person p ON p.site = c.site AND p.person = c.person
WHERE c.id = $1 OR c.id = (SELECT m.conversation FROM footfall.message m WHERE m.id = $1)
