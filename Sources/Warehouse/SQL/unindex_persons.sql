-- Drops the indexes of what is derived of persons, where nothing is and nobody looks.
-- Columns: is_done.
SELECT footfall_store.unindex_persons() AS is_done
