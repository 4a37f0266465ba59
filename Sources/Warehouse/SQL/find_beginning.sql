-- A stream whose first line begins with a line cut off.
-- $1 offset of the hash of that length, $2 the hash (4 bytes), $3 whether it was taken back.
-- Columns: generation.
SELECT generation
FROM footfall_store.stream
WHERE length(beginnings) >= $1 + 3 AND substring(beginnings FROM $1 FOR 4) = $2
  AND (state = 'undone') = $3
ORDER BY position DESC, generation
LIMIT 1
