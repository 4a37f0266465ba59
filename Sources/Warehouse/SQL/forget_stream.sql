-- Forgets a stream that was taken back, so that it can be loaded afresh.
-- $1 generation. Columns: generation.
WITH gone AS (
  DELETE FROM footfall_store.stream WHERE generation = $1 AND state = 'undone'
  RETURNING generation
), tally AS (
  DELETE FROM footfall_store.stream_tally t USING gone WHERE t.generation = gone.generation
), fields AS (
  DELETE FROM footfall_store.stream_fields f USING gone WHERE f.generation = gone.generation
), telling AS (
  DELETE FROM footfall_store.ledger_telling l USING gone WHERE l.generation = gone.generation
), block AS (
  DELETE FROM footfall_store.stream_block b USING gone WHERE b.generation = gone.generation
)
SELECT generation FROM gone
