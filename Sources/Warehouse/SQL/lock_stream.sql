-- Locks a stream for a batch. $1 generation. Columns: position, epoch, open_chain.
SELECT position, epoch, open_chain FROM footfall_store.stream WHERE generation = $1 FOR UPDATE
