-- Values that name persons and are not known yet. Columns: site, kind, value.
SELECT DISTINCT c.site, c.kind, c.value
FROM footfall_store.identity_claim c
LEFT JOIN footfall_store.identity_node n
  ON n.value = c.value AND n.kind = c.kind AND n.site = c.site
WHERE n.id IS NULL
ORDER BY c.site, c.kind, c.value
