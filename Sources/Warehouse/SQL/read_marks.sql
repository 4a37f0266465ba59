-- Marks of streams within a stretch. $1 generations, $2 from this position, $3 through this one.
-- Columns: generation, position, chain.
SELECT generation, position, chain
FROM footfall_store.stream_block
WHERE generation = ANY ($1::bigint[]) AND position >= $2 AND position <= $3
ORDER BY generation, position
