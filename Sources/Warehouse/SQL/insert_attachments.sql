-- Stores what is known of attached files. $1 message, $2 which of its files, $3 name, $4 media type,
-- $5 bytes (-1 = not known), $6 SHA-256 in hexadecimal (empty = not known) (arrays)
INSERT INTO footfall_store.attachment (message, place, name, media_type, size, hash)
SELECT n.message, n.place, n.name, n.media_type, nullif(n.size, -1),
  decode(nullif(n.hash, ''), 'hex')
FROM unnest(
  $1::bigint[], $2::smallint[], $3::text[], $4::text[], $5::bigint[], $6::text[])
  AS n (message, place, name, media_type, size, hash)
JOIN footfall_store.message m ON m.id = n.message
ORDER BY n.message, n.place
ON CONFLICT (message, place) DO NOTHING
