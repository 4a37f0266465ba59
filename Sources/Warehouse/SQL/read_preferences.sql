-- What persons like, the surest first. $1 name of the site, $2 persons, $3 by what was told before that
-- instant, null for all. Columns: person, name, value, provenance, times.
SELECT u.person, l.name, l.value, l.provenance, l.times
FROM (
  SELECT i.person FROM unnest($2::bigint[]) AS i (person) ORDER BY i.person LIMIT cardinality($2)
) u
CROSS JOIN LATERAL (
  SELECT p.name, p.value, p.provenance, p.times
  FROM footfall.preference_as_of($1, $3::timestamptz) p
  WHERE p.person = u.person
  OFFSET 0
) l
ORDER BY array_position(ARRAY['declared', 'staff', 'inferred'], l.provenance), l.name, l.times DESC,
  l.value
