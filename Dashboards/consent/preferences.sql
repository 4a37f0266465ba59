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
-- note: Persons, of all years; what fewer than three like is left out. What somebody said goes before what was seen.
SELECT
  name,
  CASE WHEN name = 'channel' AND value = 'email' THEN 'mail' ELSE value END AS value,
  count(DISTINCT person) FILTER (WHERE provenance = 'declared') AS declared,
  count(DISTINCT person) FILTER (WHERE provenance = 'staff') AS staff,
  count(DISTINCT person) FILTER (WHERE provenance = 'inferred') AS inferred,
  count(DISTINCT person) AS persons
FROM footfall.preference
WHERE site = :site
GROUP BY 1, 2
-- What few people say may name them.
HAVING count(DISTINCT person) >= 3
ORDER BY persons DESC, 1, 2
LIMIT 300
