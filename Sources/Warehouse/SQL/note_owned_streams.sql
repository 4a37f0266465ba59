-- Notes that visits were given to persons in all that had been read.
UPDATE footfall_store.owned_stream SET position = next_position WHERE position <> next_position
