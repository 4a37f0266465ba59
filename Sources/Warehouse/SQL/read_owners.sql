-- Whose visits are whose, as it is stored. $1 site. Columns: visitor, from_at, until_at, person,
-- session_at.
SELECT visitor, from_at, until_at, person, session_at
FROM footfall_store.visitor_owner
WHERE site = $1
