-- Persons of a name: a mail address, customer number, login, telephone number or id. $1 the value,
-- $2 the id (0 = none), $3 name of the site (empty = any). Columns: site, person, id, kind, value.
SELECT i.site, i.person, i.id, i.kind, i.value
FROM footfall.person_identifier i
WHERE i.value = $1 AND i.person IS NOT NULL AND ($3 = '' OR i.site = $3)
UNION
SELECT i.site, i.person, i.id, i.kind, i.value
FROM footfall.person_identifier i
WHERE i.id = $2 AND i.person IS NOT NULL AND ($3 = '' OR i.site = $3)
UNION
-- Addresses that name nobody else are known from contacts alone.
SELECT c.site, c.person, c.person, 'mail address', c.address
FROM footfall.contact c
WHERE (c.person = $2 OR c.person IN (SELECT a.id FROM footfall.ids_of_address($1) AS a (id)))
  AND c.address IS NOT NULL AND ($3 = '' OR c.site = $3)
  AND NOT EXISTS (
    SELECT FROM footfall.person_identifier i WHERE i.site = c.site AND i.id = c.person)
ORDER BY site, person, kind, value
