-- Drops a month of events that is sealed. $1 name of its partition. Columns: events, bytes.
SELECT events, bytes FROM footfall_store.drop_event_partition($1)
