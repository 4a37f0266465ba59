-- The last mark of a stream before a position. $1 generation, $2 position.
-- Columns: position, chain.
SELECT position, chain
FROM footfall_store.stream_block
WHERE generation = $1 AND position < $2
ORDER BY position DESC
LIMIT 1
