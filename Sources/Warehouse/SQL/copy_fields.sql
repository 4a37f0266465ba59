-- Gives a forked stream the columns that its parent names before the block in which they part.
-- $1 new generation, $2 parent, $3 position of that block
INSERT INTO footfall_store.stream_fields (generation, position, fields)
SELECT $1, position, fields
FROM footfall_store.stream_fields
WHERE generation = $2 AND position < $3
ON CONFLICT (generation, position) DO NOTHING
