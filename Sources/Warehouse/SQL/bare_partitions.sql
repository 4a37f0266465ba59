-- Event partitions without indexes. Columns: name.
SELECT name FROM footfall_store.bare_event_partitions() AS p (name)
