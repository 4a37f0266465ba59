-- What is told apart by path and referrer, not by status and method alone: errors and probes, secrets that
-- were answered, and doors. Columns: page, path, method, status, kind, referrer, host, hosts.
SELECT d.page, d.path, d.method, d.status, d.kind, d.referrer, r.host, i.hosts
FROM (
  SELECT DISTINCT e.site, e.page, m.path, e.method, e.status, e.kind,
    coalesce(e.referrer, 0) AS referrer
  FROM footfall_store.event e
  JOIN footfall_store.missing_page m ON m.id = e.page
  WHERE e.kind IN (5, 11) AND e.status BETWEEN 400 AND 499
  UNION ALL
  SELECT DISTINCT e.site, e.page, p.path, e.method, e.status, e.kind, 0
  FROM footfall_store.event e
  JOIN footfall_store.page p ON p.id = e.page
  WHERE (p.path LIKE '%/.%' OR p.path LIKE '%/wp-login.php' OR p.path LIKE '%/xmlrpc.php')
    AND e.status NOT BETWEEN 400 AND 499
) d
JOIN footfall_store.site i ON i.id = d.site
LEFT JOIN footfall_store.referrer r ON r.id = d.referrer
ORDER BY d.path COLLATE "C", d.page, d.method, d.status, d.referrer
