-- What a person likes, the surest first. $1 name of the site, $2 person, $3 until when that was told last,
-- null for all. Columns: name, value, provenance, times.
SELECT name, value, provenance, times
FROM footfall.preference
WHERE site = $1 AND person = $2 AND ($3::timestamptz IS NULL OR at < $3)
ORDER BY array_position(ARRAY['declared', 'staff', 'inferred'], provenance), name, times DESC, value
