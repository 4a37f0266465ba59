-- Gives contacts to the persons that their addresses name now, and so each recipient of messages.
WITH further AS (
  UPDATE footfall_store.message_recipient r
  SET owner = n.person
  FROM footfall_store.contact c
  JOIN footfall_store.identity_node n ON n.site = c.site
  WHERE c.id = r.message AND n.id = r.recipient AND n.person IS NOT NULL
    AND r.owner IS DISTINCT FROM n.person
)
UPDATE footfall_store.contact c
SET owner = n.person
FROM footfall_store.identity_node n
WHERE n.site = c.site AND n.id = c.person AND n.person IS NOT NULL
  AND c.owner IS DISTINCT FROM n.person
