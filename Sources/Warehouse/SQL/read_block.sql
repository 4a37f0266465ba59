-- The lines of one block. $1 generation, $2 position. Columns: lines.
SELECT lines FROM footfall_store.stream_block WHERE generation = $1 AND position = $2
