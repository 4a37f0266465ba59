-- What was gone unread of an input, and no operator was told of. $1 source.
-- Columns: path, reason, generation, position, bytes, found_at.
SELECT path, reason, generation, position, bytes, found_at
FROM footfall_store.source_gap WHERE source = $1 AND told_at IS NULL ORDER BY found_at, path
