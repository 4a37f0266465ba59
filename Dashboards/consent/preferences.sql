-- question: What do people like, by their own words and by what they do?
-- figure: table
-- columns:
--   name: About
--   value: Preference
--   declared: Said so
--   staff: Written down by staff
--   inferred: Seen in what they do
--   persons: Persons
-- limit: 40
-- finding: ["Most frequent: {value} ({name}), with {persons:person:persons}"]
-- note: Persons, of all years; what few like may name them, and stands together under others. What somebody said goes before what was seen.
WITH liked AS MATERIALIZED (
  SELECT person, name, value, provenance
  FROM footfall.preference
  WHERE site = :site
), word AS (
  SELECT name, value, count(DISTINCT person) >= footfall.fewest_persons() AS is_public,
    footfall.public_word(
      CASE WHEN name = 'channel' AND value = 'email' THEN 'mail' ELSE value END,
      count(DISTINCT person)) AS shown
  FROM liked
  GROUP BY name, value
)
SELECT
  CASE WHEN w.is_public THEN w.name ELSE 'all else' END AS name,
  w.shown AS value,
  count(DISTINCT person) FILTER (WHERE provenance = 'declared') AS declared,
  count(DISTINCT person) FILTER (WHERE provenance = 'staff') AS staff,
  count(DISTINCT person) FILTER (WHERE provenance = 'inferred') AS inferred,
  count(DISTINCT person) AS persons
FROM liked p
JOIN word w ON w.name = p.name AND w.value = p.value
GROUP BY w.is_public, 1, 2
ORDER BY w.is_public DESC, persons DESC, 1, 2
LIMIT 300
