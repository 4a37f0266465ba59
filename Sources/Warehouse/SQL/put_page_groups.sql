-- Declares the groups of pages of a site, instead of those before.
-- $1 name of the site, $2 names, $3 patterns, each with its group: $4 its place, from 1 (arrays)
WITH site AS (
  SELECT id FROM footfall_store.site WHERE name = $1
), pattern AS (
  -- What begins with a path and a slash holds the path, too.
  SELECT n.place, w.pattern
  FROM unnest($3::text[], $4::smallint[]) AS n (asked, place)
  CROSS JOIN LATERAL (
    SELECT replace(replace(replace(replace(footfall_store.page_path(n.asked),
      '\', '\\'), '%', '\%'), '_', '\_'), '*', '%') AS said
  ) p
  CROSS JOIN LATERAL (
    SELECT p.said AS pattern
    UNION ALL SELECT left(p.said, -2) WHERE p.said LIKE '/%/\%'
  ) w
), new AS (
  SELECT n.place::smallint AS place, n.name,
    (SELECT array_agg(p.pattern ORDER BY p.pattern) FROM pattern p WHERE p.place = n.place)
      AS patterns
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
