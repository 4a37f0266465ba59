-- Paths that were answered 4xx, and whether they count as probes. Columns: page, path, is_probe.
SELECT DISTINCT e.page, m.path, e.kind = 11 AS is_probe
FROM footfall_store.event e
JOIN footfall_store.missing_page m ON m.id = e.page
WHERE e.kind IN (5, 11) AND e.status BETWEEN 400 AND 499
ORDER BY m.path
