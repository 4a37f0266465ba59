-- Locks a stream for a batch. $1 generation. Columns: position, epoch.
SELECT position, epoch FROM footfall_store.stream WHERE generation = $1 FOR UPDATE
