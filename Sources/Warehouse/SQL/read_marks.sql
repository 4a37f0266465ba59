-- Marks of a stream. $1 generation. Columns: position, chain.
SELECT position, chain
FROM footfall_store.stream_block
WHERE generation = $1
ORDER BY position
