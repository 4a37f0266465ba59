-- Stores persons that are new. $1 ids, $2 addresses
INSERT INTO footfall_store.person (id, address)
SELECT id, address FROM unnest($1::bigint[], $2::text[]) AS n (id, address)
ORDER BY id
ON CONFLICT (id) DO NOTHING
