-- Stores which messages others name. $1 ids, $2 hashes of the Message-IDs that they name (arrays)
INSERT INTO footfall_store.message_reference (message, named)
SELECT DISTINCT n.message, n.named
FROM unnest($1::bigint[], $2::bigint[]) AS n (message, named)
JOIN footfall_store.message m ON m.id = n.message
ORDER BY n.message, n.named
ON CONFLICT (message, named) DO NOTHING
