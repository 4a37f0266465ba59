-- Gives contacts to the persons that their addresses name, and so each recipient of messages: those that
-- are new, and those of persons of whom values went elsewhere. $1 such persons
WITH further AS (
  UPDATE footfall_store.message_recipient r
  SET owner = n.person
  FROM footfall_store.contact c
  JOIN footfall_store.identity_node n ON n.site = c.site
  WHERE c.id = r.message AND n.id = r.recipient AND n.person IS NOT NULL
    AND r.owner IS DISTINCT FROM n.person
    AND (r.owner = ANY ($1::bigint[])
      OR r.message IN (SELECT id FROM footfall_store.underived_contact WHERE is_taken))
)
UPDATE footfall_store.contact c
SET owner = n.person
FROM footfall_store.identity_node n
WHERE n.site = c.site AND n.id = c.person AND n.person IS NOT NULL
  AND c.owner IS DISTINCT FROM n.person
  AND (c.owner = ANY ($1::bigint[])
    OR c.id IN (SELECT id FROM footfall_store.underived_contact WHERE is_taken))
