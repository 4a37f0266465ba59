-- The last contact with persons each way. $1 name of the site, $2 persons, $3 those before that instant,
-- null for all. Columns: person, at, kind, direction, topic, subject.
SELECT u.person, w.at, w.kind, w.direction, w.topic, w.subject
FROM (
  SELECT i.person FROM unnest($2::bigint[]) AS i (person) ORDER BY i.person LIMIT cardinality($2)
) u
CROSS JOIN LATERAL (
  SELECT DISTINCT ON (c.direction) c.at, c.channel AS kind, c.direction, c.topic, c.subject
  FROM footfall.contact c
  WHERE c.site = $1 AND c.person = u.person AND ($3::timestamptz IS NULL OR c.at < $3)
  ORDER BY c.direction, c.at DESC, c.channel, c.subject
) w
ORDER BY w.direction
