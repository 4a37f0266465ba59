-- What names a person. $1 name of the site, $2 id. Columns: id, kind, value, first_seen, last_seen,
-- state.
SELECT id, kind, value, first_seen, last_seen, state
FROM footfall.person_identifier
WHERE site = $1 AND person = $2
ORDER BY first_seen, kind, value
