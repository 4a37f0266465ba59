-- Takes messages back, and notes that they were. $1 mail stream, $2 hashes of their bytes.
-- Columns: reason (of rejects; empty for contacts), messages.
WITH kept AS (
  DELETE FROM footfall_store.contact
  WHERE generation = $1 AND position = ANY ($2::bigint[])
  RETURNING generation, position, '' AS reason
), refused AS (
  DELETE FROM footfall_store.rejected_record
  WHERE generation = $1 AND position = ANY ($2::bigint[])
  RETURNING generation, position, reason
), gone AS (
  SELECT generation, position, reason FROM kept
  UNION ALL SELECT generation, position, reason FROM refused
), noted AS (
  INSERT INTO footfall_store.undone_message (generation, position)
  SELECT DISTINCT generation, position FROM gone
  ON CONFLICT (generation, position) DO NOTHING
)
SELECT reason, count(*) AS messages FROM gone GROUP BY reason
