-- Stores what became of messages. $1 message, $2 which of its recipients, $3 kind, $4 reason,
-- $5 recipient (0 = not told), $6 action, $7 status, $8 diagnostic (arrays)
INSERT INTO footfall_store.bounce
  (message, place, kind, reason, recipient, action, status, diagnostic)
SELECT n.message, n.place, n.kind, n.reason, nullif(n.recipient, 0), n.action, n.status,
  n.diagnostic
FROM unnest(
  $1::bigint[], $2::smallint[], $3::smallint[], $4::text[], $5::bigint[], $6::text[], $7::text[],
  $8::text[])
  AS n (message, place, kind, reason, recipient, action, status, diagnostic)
JOIN footfall_store.message m ON m.id = n.message
ORDER BY n.message, n.place
ON CONFLICT (message, place) DO NOTHING
