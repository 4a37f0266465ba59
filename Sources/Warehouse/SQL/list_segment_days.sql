-- As of which day customer segments are told, or why they are not. $1 name of the site (empty = all). Columns: site,
-- day_number (days since 1970), note (null where they are told).
SELECT a.site, a.as_of - date '1970-01-01' AS day_number, a.note
FROM footfall.analysis a
WHERE a.name = 'segments' AND ($1 = '' OR a.site = $1)
  AND a.as_of = (SELECT max(n.as_of) FROM footfall.analysis n WHERE n.site = a.site)
ORDER BY a.site
