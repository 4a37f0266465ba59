-- Messages that are stored, as contacts or as rejects, for whatever site.
-- $1 ids of contacts, $2 hashes of bytes (arrays). Columns: generation, message, is_reject.
SELECT c.generation, c.id AS message, false AS is_reject
FROM unnest($1::bigint[]) AS n (id)
JOIN footfall_store.contact c ON c.id = n.id
JOIN footfall_store.stream t ON t.generation = c.generation AND t.kind = 'mail'
UNION ALL
SELECT r.generation, r.position AS message, true AS is_reject
FROM footfall_store.stream t
CROSS JOIN unnest($2::bigint[]) AS n (position)
JOIN footfall_store.rejected_record r ON r.generation = t.generation AND r.position = n.position
WHERE t.kind = 'mail'
