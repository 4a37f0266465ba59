-- Notes bytes that were gone before they were read.
-- $1 source, $2 path, $3 now, $4 reason, $5 generation or null, $6 position, $7 bytes or null,
-- $8 whether operators are to be told
INSERT INTO footfall_store.source_gap
  (source, path, found_at, reason, generation, position, bytes, told_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN NOT $8 THEN $3::timestamptz END)
ON CONFLICT (source, path, found_at) DO NOTHING
