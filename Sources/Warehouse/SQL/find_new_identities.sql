-- Values that records name and that are not known yet, in the order of their index.
-- Columns: site, kind, value, first_seen, last_seen, retired_at.
SELECT c.site, c.kind, c.value, min(c.at) AS first_seen, max(c.at) AS last_seen,
  max(c.retired_at) AS retired_at
FROM footfall_store.arrived_claim c
LEFT JOIN footfall_store.identity_node n
  ON n.value = c.value AND n.kind = c.kind AND n.site = c.site
WHERE n.id IS NULL
GROUP BY c.site, c.kind, c.value
ORDER BY c.site, c.value, c.kind
