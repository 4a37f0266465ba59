-- What a person likes, the surest first. $1 name of the site, $2 person, $3 by what was told before that
-- instant, null for all. Columns: name, value, provenance, times.
SELECT name, value, provenance, times
FROM footfall.preference_as_of($1, $3::timestamptz)
WHERE person = $2
ORDER BY array_position(ARRAY['declared', 'staff', 'inferred'], provenance), name, times DESC, value
