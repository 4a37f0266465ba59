-- Stores to whom messages of the business went beside the one that their contact is with. A copy may
-- name others, the same before others, or by a name; what one says that anybody could have sent in
-- counts only where none is the business's own. $1 site, $2 message, $3 which of its recipients,
-- $4 id of the address, $5 name, $6 whether the copy is the business's own (0 or 1) (arrays).
-- Columns: message.
WITH named AS (
  SELECT n.message, n.recipient, min(n.place) AS place, max(n.person_name COLLATE "C") AS person_name
  FROM unnest($2::bigint[], $3::smallint[], $4::bigint[], $5::text[], $6::smallint[])
    AS n (message, place, recipient, person_name, is_ours)
  JOIN footfall_store.message m ON m.id = n.message
  WHERE n.is_ours = 1 OR NOT m.is_ours
  GROUP BY n.message, n.recipient
), called AS (
  UPDATE footfall_store.contact c
  SET person_name = n.person_name
  FROM named n
  WHERE c.id = n.message AND c.direction = 2 AND c.person = n.recipient
    AND c.person_name < n.person_name COLLATE "C"
)
INSERT INTO footfall_store.message_recipient AS r (message, recipient, place, owner, person_name)
-- Whose the address is by what is known so far.
SELECT n.message, n.recipient, n.place, coalesce(d.person, n.recipient), n.person_name
FROM named n
JOIN footfall_store.contact c ON c.id = n.message
JOIN footfall_store.message m ON m.id = n.message
LEFT JOIN footfall_store.identity_node d ON d.site = $1 AND d.id = n.recipient
WHERE c.direction = 2 AND n.recipient <> c.person
ORDER BY n.message, n.recipient
ON CONFLICT (message, recipient) DO UPDATE
SET place = least(r.place, excluded.place),
  person_name = greatest(r.person_name COLLATE "C", excluded.person_name)
WHERE excluded.place < r.place OR excluded.person_name > r.person_name COLLATE "C"
RETURNING message
