-- Pages of each visit of a site in order; the same page again is no step. $1 name of the site, $2 visits since,
-- $3 before. Columns: pages.
SELECT array_agg(v.page ORDER BY v.at, v.generation, v.position) AS pages
FROM (
  SELECT p.visitor, p.visit, p.at, p.generation, p.position, p.page, lag(p.page) OVER (
      PARTITION BY p.visitor, p.visit ORDER BY p.at, p.generation, p.position) AS before
  FROM footfall.page_view($1::text, $2::timestamptz, $3::timestamptz, NULL) p
) v
WHERE v.page IS DISTINCT FROM v.before
GROUP BY v.visitor, v.visit
ORDER BY v.visit, v.visitor
