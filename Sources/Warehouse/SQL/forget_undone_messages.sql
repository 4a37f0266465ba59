-- Lets messages that were taken back be loaded afresh. $1 ids of contacts and hashes of bytes.
-- Columns: generation, messages.
WITH gone AS (
  DELETE FROM footfall_store.undone_message m
  USING unnest($1::bigint[]) AS n (message)
  WHERE m.message = n.message
  RETURNING m.generation
)
SELECT generation, count(*) AS messages FROM gone GROUP BY generation ORDER BY generation
