-- The lines of the blocks that begin at a position. $1 generations, $2 position.
-- Columns: generation, lines.
SELECT generation, lines
FROM footfall_store.stream_block
WHERE generation = ANY ($1::bigint[]) AND position = $2
