-- Stores what became of messages. A copy of a report that came another way may bear it out.
-- $1 message, $2 which of its recipients, $3 kind, $4 reason, $5 recipient (0 = not told), $6 action,
-- $7 status, $8 diagnostic, $9 borne out by its way (0 or 1) (arrays)
INSERT INTO footfall_store.bounce AS b
  (message, place, kind, reason, recipient, action, status, diagnostic, is_vouched)
SELECT DISTINCT ON (n.message, n.place) n.message, n.place, n.kind, n.reason,
  nullif(n.recipient, 0), n.action, n.status, n.diagnostic, n.is_vouched = 1
FROM unnest(
  $1::bigint[], $2::smallint[], $3::smallint[], $4::text[], $5::bigint[], $6::text[], $7::text[],
  $8::text[], $9::smallint[])
  AS n (message, place, kind, reason, recipient, action, status, diagnostic, is_vouched)
JOIN footfall_store.message m ON m.id = n.message
ORDER BY n.message, n.place, n.is_vouched DESC
ON CONFLICT (message, place) DO UPDATE SET is_vouched = true
WHERE excluded.is_vouched AND NOT b.is_vouched
  AND (b.kind, b.recipient) IS NOT DISTINCT FROM (excluded.kind, excluded.recipient)
