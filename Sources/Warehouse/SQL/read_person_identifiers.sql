-- What names a person. $1 name of the site, $2 id, $3 what was known before that instant, null for all.
-- Columns: id, kind, value, first_seen, last_seen, state.
SELECT id, kind, value, first_seen, last_seen, state
FROM footfall.person_identifier
WHERE site = $1 AND person = $2 AND ($3::timestamptz IS NULL OR first_seen < $3)
ORDER BY first_seen, kind, value
