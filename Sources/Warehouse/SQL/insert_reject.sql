-- Stores a record that could not be used, once.
-- $1 generation, $2 position, $3 reason, $4 detail, $5 length, $6 raw, $7 now
INSERT INTO footfall_store.rejected_record
  (generation, position, reason, detail, length, raw, rejected_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (generation, position) DO NOTHING
