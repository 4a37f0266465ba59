-- Lets messages be with the first of their recipients, where they were with nobody; where copies begin
-- with others the least id counts, in whatever order they come, and the one before stays a recipient.
-- What a copy says that anybody could have sent in counts only where none is the business's own.
-- $1 site, $2 message, $3 which of its recipients, $4 id of the address, $5 name, $6 whether the copy
-- is the business's own (0 or 1) (arrays). Columns: message.
WITH named AS (
  SELECT DISTINCT ON (n.message) n.message, n.recipient, n.person_name
  FROM unnest($2::bigint[], $3::smallint[], $4::bigint[], $5::text[], $6::smallint[])
    AS n (message, place, recipient, person_name, is_ours)
  JOIN footfall_store.message m ON m.id = n.message
  WHERE n.place = 1 AND (n.is_ours = 1 OR NOT m.is_ours)
  ORDER BY n.message, n.recipient, n.person_name COLLATE "C" DESC
), taken AS (
  UPDATE footfall_store.contact c
  SET person = n.recipient, owner = coalesce(d.person, n.recipient),
    person_name = greatest(n.person_name COLLATE "C", r.person_name)
  FROM named n
  JOIN footfall_store.contact b ON b.id = n.message
  LEFT JOIN footfall_store.message_recipient r
    ON r.message = n.message AND r.recipient = n.recipient
  LEFT JOIN footfall_store.identity_node d ON d.site = $1 AND d.id = n.recipient
  WHERE c.id = n.message AND c.direction = 2 AND (c.person IS NULL OR n.recipient < c.person)
  RETURNING c.id AS message, n.recipient, b.person AS before, b.owner, b.person_name
), moved AS (
  DELETE FROM footfall_store.message_recipient r
  USING taken t
  WHERE r.message = t.message AND r.recipient = t.recipient
), kept AS (
  INSERT INTO footfall_store.message_recipient (message, recipient, place, owner, person_name)
  SELECT t.message, t.before, 1, t.owner, t.person_name
  FROM taken t
  WHERE t.before IS NOT NULL
  ORDER BY t.message
  ON CONFLICT (message, recipient) DO NOTHING
)
SELECT t.message FROM taken t
