-- Persons with whom records name a value that is nobody's alone: a telephone number that several have,
-- the address of an office. $1 the value, $2 name of the site (empty = any), $3 how many at most.
-- Columns: site, person, name, address, customer_number.
SELECT p.site, p.person, p.name, p.address, p.customer_number
FROM (
  SELECT DISTINCT i.site, o.person
  FROM footfall.person_identifier i
  CROSS JOIN LATERAL (
    SELECT e.b AS id FROM footfall.person_evidence e WHERE e.site = i.site AND e.a = i.id
    UNION
    SELECT e.a FROM footfall.person_evidence e WHERE e.site = i.site AND e.b = i.id
  ) n
  JOIN footfall.person_identifier o ON o.site = i.site AND o.id = n.id
  WHERE i.value = $1 AND i.person IS NULL AND o.person IS NOT NULL AND ($2 = '' OR i.site = $2)
  ORDER BY i.site, o.person
  LIMIT $3
) s
CROSS JOIN LATERAL (
  SELECT k.* FROM footfall.person k WHERE k.site = s.site AND k.person = s.person OFFSET 0
) p
ORDER BY p.name, p.site, p.person
