-- Takes away to whom copies that anybody could have sent in say that messages went, where copies come
-- that are the business's own. $1 messages of which such a copy comes; what those name: $2 message,
-- $3 id of the address (arrays). Columns: recipients (how many were taken away).
WITH doubtful AS (
  SELECT m.id
  FROM footfall_store.message m
  JOIN footfall_store.contact c ON c.id = m.id
  WHERE m.id = ANY ($1::bigint[]) AND NOT m.is_ours AND c.direction = 2
), named AS (
  SELECT n.message, n.recipient
  FROM unnest($2::bigint[], $3::bigint[]) AS n (message, recipient)
), gone AS (
  DELETE FROM footfall_store.message_recipient r
  USING doubtful d
  WHERE r.message = d.id AND NOT EXISTS (
    SELECT FROM named n WHERE n.message = r.message AND n.recipient = r.recipient)
  RETURNING r.recipient
), unnamed AS (
  UPDATE footfall_store.message_recipient r
  SET person_name = ''
  FROM doubtful d
  WHERE r.message = d.id AND EXISTS (
    SELECT FROM named n WHERE n.message = r.message AND n.recipient = r.recipient)
), first AS (
  SELECT c.id, c.person IS NOT NULL AND NOT EXISTS (
    SELECT FROM named n WHERE n.message = c.id AND n.recipient = c.person) AS is_gone
  FROM footfall_store.contact c
  JOIN doubtful d ON d.id = c.id
), freed AS (
  UPDATE footfall_store.contact c
  SET person = CASE WHEN NOT f.is_gone THEN c.person END,
    owner = CASE WHEN NOT f.is_gone THEN c.owner END, person_name = ''
  FROM first f
  WHERE c.id = f.id
)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM first WHERE is_gone) AS recipients
