-- Names by which a person is called, at least two words long. $1 name of the site, $2 person.
-- Columns: name.
SELECT DISTINCT v.name
FROM (
  SELECT coalesce(l.name, concat_ws(' ', l.given_name, l.family_name)) AS name
  FROM footfall.customer_history l
  WHERE l.id IN (SELECT c.id FROM footfall.customer c WHERE c.site = $1 AND c.person = $2)
  UNION
  SELECT l.name
  FROM footfall.customer_order_history l
  WHERE l.id IN (SELECT o.id FROM footfall.customer_order o WHERE o.site = $1 AND o.person = $2)
  UNION
  SELECT c.person_name FROM footfall.contact c WHERE c.site = $1 AND c.person = $2
) v
WHERE v.name ~ '\S\s+\S'
ORDER BY v.name
