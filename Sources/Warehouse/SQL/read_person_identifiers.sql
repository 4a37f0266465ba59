-- What names persons. $1 name of the site, $2 persons, $3 what was known before that instant, null for all.
-- Columns: person, id, kind, value, first_seen, last_seen, state.
SELECT person, id, kind, value, first_seen, last_seen, state
FROM footfall.person_identifier
WHERE site = $1 AND person = ANY ($2::bigint[]) AND ($3::timestamptz IS NULL OR first_seen < $3)
ORDER BY first_seen, kind, value
