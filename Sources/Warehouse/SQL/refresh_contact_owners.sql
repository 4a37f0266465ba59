-- Gives contacts to the persons that their addresses name now.
UPDATE footfall_store.contact c
SET owner = n.person
FROM footfall_store.identity_node n
WHERE n.site = c.site AND n.id = c.person AND n.person IS NOT NULL
  AND c.owner IS DISTINCT FROM n.person
