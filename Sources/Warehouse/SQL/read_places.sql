-- Whom values name. $1 name of the site, $2 ids. Columns: id, person.
SELECT id, person FROM footfall.person_identifier
WHERE site = $1 AND id = ANY ($2::bigint[])
ORDER BY id
