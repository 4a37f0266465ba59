-- Builds the indexes of an event partition. $1 name
SELECT footfall_store.index_event_partition($1)
