-- Takes messages back, and notes that they were. $1 mail stream, $2 ids of contacts,
-- $3 hashes of the bytes of rejects (arrays).
-- Columns: reason (of rejects; empty for contacts), messages, noted.
WITH kept AS (
  DELETE FROM footfall_store.contact c
  USING unnest($2::bigint[]) AS n (id)
  WHERE c.id = n.id AND c.generation = $1
  RETURNING c.generation, c.id AS message, '' AS reason
), refused AS (
  DELETE FROM footfall_store.rejected_record r
  USING unnest($3::bigint[]) AS n (position)
  WHERE r.generation = $1 AND r.position = n.position
  RETURNING r.generation, r.position AS message, r.reason
), gone AS (
  SELECT generation, message, reason FROM kept
  UNION ALL SELECT generation, message, reason FROM refused
), noted AS (
  INSERT INTO footfall_store.undone_message (message, generation)
  SELECT message, generation FROM gone
  ON CONFLICT (message) DO NOTHING
  RETURNING message
)
SELECT g.reason, count(*) AS messages, count(n.message) AS noted
FROM gone g
LEFT JOIN noted n ON n.message = g.message
GROUP BY g.reason
