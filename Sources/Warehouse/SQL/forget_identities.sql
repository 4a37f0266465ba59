-- Drops values that no record names any more. Columns: site, id, person.
DELETE FROM footfall_store.identity_node n
WHERE NOT EXISTS (
  SELECT FROM footfall_store.arrived_claim c
  WHERE c.value = n.value AND c.kind = n.kind AND c.site = n.site)
RETURNING n.site, n.id, n.person
