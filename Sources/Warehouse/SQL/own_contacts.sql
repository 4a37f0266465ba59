-- Gives contacts to the persons that their addresses name: those that are new, and those of persons
-- of whom values went elsewhere. $1 such persons
UPDATE footfall_store.contact c
SET owner = n.person
FROM footfall_store.identity_node n
WHERE n.site = c.site AND n.id = c.person AND n.person IS NOT NULL
  AND c.owner IS DISTINCT FROM n.person
  AND (c.owner = ANY ($1::bigint[])
    OR c.id IN (SELECT id FROM footfall_store.underived_contact WHERE is_taken))
