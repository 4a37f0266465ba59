-- Blocks of a stream in order, some at a time. $1 generation, $2 from this position.
-- Columns: position, chain, lines.
SELECT position, chain, lines
FROM footfall_store.stream_block
WHERE generation = $1 AND position >= $2
ORDER BY position
LIMIT 500
