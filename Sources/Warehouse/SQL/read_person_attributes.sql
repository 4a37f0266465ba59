-- By which record a person has its name and its telephone number. $1 name of the site, $2 id, $3 those
-- before that instant, null for all. Columns: attribute, value, source, at, stream, position.
SELECT attribute, value, source, at, stream, position
FROM footfall.person_attribute
WHERE site = $1 AND person = $2 AND ($3::timestamptz IS NULL OR at < $3)
ORDER BY attribute
