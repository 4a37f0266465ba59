-- Stores to whom messages of the business went beside the one that their contact is with. A copy may
-- name others, or the same before others. $1 site, $2 message, $3 which of its recipients, $4 id of the
-- address, $5 name (arrays). Columns: message.
INSERT INTO footfall_store.message_recipient AS r (message, recipient, place, owner, person_name)
SELECT DISTINCT ON (n.message, n.recipient) n.message, n.recipient, n.place,
  -- Whose the address is by what is known so far.
  coalesce(d.person, n.recipient), n.person_name
FROM unnest($2::bigint[], $3::smallint[], $4::bigint[], $5::text[])
  AS n (message, place, recipient, person_name)
JOIN footfall_store.contact c ON c.id = n.message
JOIN footfall_store.message m ON m.id = n.message
LEFT JOIN footfall_store.identity_node d ON d.site = $1 AND d.id = n.recipient
WHERE c.direction = 2 AND n.recipient <> c.person
ORDER BY n.message, n.recipient, n.place, n.person_name DESC
ON CONFLICT (message, recipient) DO UPDATE SET place = excluded.place
WHERE excluded.place < r.place
RETURNING message
