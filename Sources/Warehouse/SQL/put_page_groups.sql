-- Declares the groups of pages of a site, instead of those before.
-- $1 name of the site, $2 names, $3 patterns, each with its group: $4 its place, from 1 (arrays)
WITH site AS (
  SELECT id FROM footfall_store.site WHERE name = $1
), new AS (
  SELECT n.place::smallint AS place, n.name,
    footfall_store.path_patterns(
      ARRAY(SELECT p.asked FROM unnest($3::text[], $4::smallint[]) AS p (asked, place)
        WHERE p.place = n.place ORDER BY p.asked)) AS patterns
  FROM unnest($2::text[]) WITH ORDINALITY AS n (name, place)
), gone AS (
  DELETE FROM footfall_store.page_group g
  USING site s
  WHERE g.site = s.id AND g.place > cardinality($2::text[])
)
INSERT INTO footfall_store.page_group (site, place, name, patterns)
SELECT s.id, n.place, n.name, n.patterns
FROM site s
CROSS JOIN new n
ORDER BY n.place
ON CONFLICT (site, place) DO UPDATE SET name = excluded.name, patterns = excluded.patterns
