-- Persons whose name has all words of a text, or such as begin so, letters told apart neither by case
-- nor by accents; those who are called just so first. $1 the text, $2 name of the site (empty = any),
-- $3 how many at most. Columns: site, person, name, address, customer_number.
WITH named AS (
  SELECT DISTINCT c.site, c.person,
    coalesce(c.name, nullif(concat_ws(' ', c.given_name, c.family_name), ''), c.company) AS name,
    c.email AS address, c.number
  FROM footfall.customer c
  WHERE c.person IS NOT NULL
  UNION
  SELECT o.site, o.person, o.name, o.email, o.customer_number
  FROM footfall.customer_order o
  WHERE o.person IS NOT NULL AND o.name <> ''
  UNION
  SELECT m.site, m.person, m.person_name, m.address, NULL
  FROM footfall.message m
  WHERE m.person IS NOT NULL AND m.person_name <> ''
), folded AS (
  SELECT n.site, n.person, n.name, n.address, n.number,
    ' ' || btrim(regexp_replace(translate(lower(
      regexp_replace(normalize(n.name, NFD), '[\u0300-\u036f]+', '', 'g')), 'øłđı', 'oldi'),
      '[[:punct:][:space:]]+', ' ', 'g')) AS words
  FROM named n
  WHERE ($2 = '' OR n.site = $2) AND n.name IS NOT NULL
), asked AS (
  SELECT btrim(regexp_replace(translate(lower(
    regexp_replace(normalize($1, NFD), '[\u0300-\u036f]+', '', 'g')), 'øłđı', 'oldi'),
    '[[:punct:][:space:]]+', ' ', 'g')) AS words
)
SELECT f.site, f.person, min(f.name) AS name, min(f.address) AS address,
  min(f.number) AS customer_number
FROM folded f
CROSS JOIN asked a
WHERE a.words <> '' AND NOT EXISTS (
  SELECT FROM unnest(string_to_array(a.words, ' ')) AS w (word)
  WHERE position(' ' || w.word IN f.words) = 0)
GROUP BY f.site, f.person
ORDER BY bool_or(f.words = ' ' || a.words) DESC, name, f.site, f.person
LIMIT $3
