-- Messages that were taken back. $1 mail stream (0 = all), $2 hashes of their bytes.
-- Columns: position.
SELECT DISTINCT m.position
FROM footfall_store.undone_message m
WHERE ($1 = 0 OR m.generation = $1) AND m.position = ANY ($2::bigint[])
