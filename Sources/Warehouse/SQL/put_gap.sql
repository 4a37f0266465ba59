-- Notes bytes that were gone before they were read.
-- $1 source, $2 path, $3 now, $4 reason, $5 generation or null, $6 position, $7 bytes or null
INSERT INTO footfall_store.source_gap
  (source, path, found_at, reason, generation, position, bytes)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (source, path, found_at) DO NOTHING
