-- Takes back a stream of one open line, with its count. $1 generation, $2 chain of the line
-- Columns: generation.
WITH gone AS (
  DELETE FROM footfall_store.stream
  WHERE generation = $1 AND position = 0 AND open_chain = $2
  RETURNING generation
), tally AS (
  DELETE FROM footfall_store.stream_tally t USING gone WHERE t.generation = gone.generation
), fields AS (
  DELETE FROM footfall_store.stream_fields f USING gone WHERE f.generation = gone.generation
)
SELECT generation FROM gone
