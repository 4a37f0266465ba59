-- Persons whose name has all words of a text, or such as begin so, letters told apart neither by case
-- nor by accents; those who are called just so first. $1 the text, $2 name of the site (empty = any),
-- $3 how many at most. Columns: site, person, name, address, customer_number.
WITH named AS (
  -- What is asked for is folded as the names are; it is nobody's.
  SELECT '' AS site, NULL::bigint AS person, $1::text AS name, NULL::text AS address,
    NULL::text AS number
  UNION
  SELECT c.site, c.person,
    coalesce(c.name, nullif(concat_ws(' ', c.given_name, c.family_name), ''), c.company),
    c.email, c.number
  FROM footfall.customer c
  WHERE c.person IS NOT NULL AND ($2 = '' OR c.site = $2)
  UNION
  SELECT o.site, o.person, o.name, o.email, o.customer_number
  FROM footfall.customer_order o
  WHERE o.person IS NOT NULL AND o.name <> '' AND ($2 = '' OR o.site = $2)
  UNION
  SELECT m.site, m.person, m.person_name, m.address, NULL
  FROM footfall.message m
  WHERE m.person IS NOT NULL AND m.person_name <> '' AND ($2 = '' OR m.site = $2)
  UNION
  -- Those to whom messages went beside the first.
  SELECT c.site, c.person, c.person_name, c.address, NULL
  FROM footfall.contact c
  WHERE c.person IS NOT NULL AND c.person_name <> '' AND c.direction = 'outbound'
    AND ($2 = '' OR c.site = $2)
), folded AS MATERIALIZED (
  SELECT n.site, n.person, n.name, n.address, n.number,
    ' ' || footfall.folded_words(n.name) AS words
  FROM named n
  WHERE n.name IS NOT NULL
), asked AS (
  SELECT words, array_remove(string_to_array(words, ' '), '') AS parts
  FROM folded
  WHERE person IS NULL
)
SELECT f.site, f.person, min(f.name) AS name, min(f.address) AS address,
  min(f.number) AS customer_number
FROM folded f
CROSS JOIN asked a
WHERE f.person IS NOT NULL AND a.parts <> '{}' AND NOT EXISTS (
  SELECT FROM unnest(a.parts) AS w (word)
  WHERE position(' ' || w.word IN f.words) = 0)
GROUP BY f.site, f.person
ORDER BY bool_or(f.words = a.words) DESC, name, f.site, f.person
LIMIT $3
