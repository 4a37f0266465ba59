-- By which records persons have their names and telephone numbers. $1 name of the site, $2 persons, $3 those
-- before that instant, null for all. Columns: person, attribute, value, source, at, stream, position.
SELECT u.person, a.attribute, a.value, a.source, a.at, a.stream, a.position
FROM (
  SELECT i.person FROM unnest($2::bigint[]) AS i (person) ORDER BY i.person LIMIT cardinality($2)
) u
CROSS JOIN LATERAL (
  SELECT p.attribute, p.value, p.source, p.at, p.stream, p.position
  FROM footfall.person_attribute p
  WHERE p.site = $1 AND p.person = u.person AND ($3::timestamptz IS NULL OR p.at < $3)
  OFFSET 0
) a
ORDER BY a.attribute
