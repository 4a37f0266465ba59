-- The last contact with a person each way. $1 name of the site, $2 person, $3 those before that instant,
-- null for all. Columns: at, kind, direction, topic, subject.
SELECT DISTINCT ON (c.direction) c.at, c.channel AS kind, c.direction, c.topic, c.subject
FROM footfall.contact c
WHERE c.site = $1 AND c.person = $2 AND ($3::timestamptz IS NULL OR c.at < $3)
ORDER BY c.direction, c.at DESC, c.channel, c.subject
