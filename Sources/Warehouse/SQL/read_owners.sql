-- Whose visits are whose, as it is stored, but of sealed days. $1 site. Columns: visitor, from_at, until_at, person,
-- session_at.
SELECT visitor, from_at, until_at, person, session_at
FROM footfall_store.visitor_owner
WHERE site = $1 AND session_at >= (SELECT events_until FROM footfall_store.seal)
