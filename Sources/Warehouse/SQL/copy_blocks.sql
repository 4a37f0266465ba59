-- Gives a forked stream the marks of its parent up to the block in which they part.
-- $1 new generation, $2 parent, $3 position of that block, not copied
INSERT INTO footfall_store.stream_block (generation, position, chain, lines)
SELECT $1, position, chain, lines
FROM footfall_store.stream_block
WHERE generation = $2 AND position < $3
ON CONFLICT (generation, position) DO NOTHING
