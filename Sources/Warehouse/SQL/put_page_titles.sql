-- Declares the titles of pages of a site, instead of those before; of two for one page the first counts.
-- $1 name of the site, $2 paths, $3 titles (arrays)
WITH site AS (
  SELECT id FROM footfall_store.site WHERE name = $1
), new AS MATERIALIZED (
  SELECT DISTINCT ON (p.path) p.path, n.title
  FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS n (asked, title, place)
  CROSS JOIN LATERAL (SELECT footfall_store.page_path(n.asked) AS path) p
  ORDER BY p.path, n.place
), gone AS (
  DELETE FROM footfall_store.page_title t
  USING site s
  WHERE t.site = s.id AND NOT EXISTS (SELECT FROM new n WHERE n.path = t.path)
)
INSERT INTO footfall_store.page_title AS t (site, path, title)
SELECT s.id, n.path, n.title
FROM site s
CROSS JOIN new n
ORDER BY n.path
ON CONFLICT (site, path) DO UPDATE SET title = excluded.title WHERE t.title <> excluded.title
