-- The state of a stream, if it is known, and its format: of a list, the ledger. $1 generation.
-- Columns: state, format.
SELECT state, format FROM footfall_store.stream WHERE generation = $1
