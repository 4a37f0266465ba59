-- Messages that are stored, as contacts or as rejects. $1 hashes of their bytes.
-- Columns: generation, position.
SELECT c.generation, c.position
FROM footfall_store.contact c
JOIN footfall_store.stream t ON t.generation = c.generation
WHERE t.kind = 'mail' AND c.position = ANY ($1::bigint[])
UNION
SELECT r.generation, r.position
FROM footfall_store.rejected_record r
JOIN footfall_store.stream t ON t.generation = r.generation
WHERE t.kind = 'mail' AND r.position = ANY ($1::bigint[])
ORDER BY generation, position
