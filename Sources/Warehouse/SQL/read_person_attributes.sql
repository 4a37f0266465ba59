-- By which record a person has its name and its telephone number. $1 name of the site, $2 id.
-- Columns: attribute, value, source, at, stream, position.
SELECT attribute, value, source, at, stream, position
FROM footfall.person_attribute
WHERE site = $1 AND person = $2
ORDER BY attribute
