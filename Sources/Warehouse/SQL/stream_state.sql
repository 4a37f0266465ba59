-- The state of a stream, if it is known. $1 generation. Columns: state.
SELECT state FROM footfall_store.stream WHERE generation = $1
