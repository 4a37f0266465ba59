-- Locks a stream for a batch. $1 generation. Columns: position, epoch, open_chain, state.
SELECT position, epoch, open_chain, state
FROM footfall_store.stream WHERE generation = $1 FOR UPDATE
