-- Inputs that a daemon follows and that streams were read from. $1 generations. Columns: name.
SELECT DISTINCT s.name
FROM footfall_store.stream t
JOIN footfall_store.source s ON s.id = t.source
WHERE t.generation = ANY ($1::bigint[]) AND footfall.is_followed(s.id)
ORDER BY s.name
