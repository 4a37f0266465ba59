-- Columns of a W3C log, in order. $1 generation. Columns: position, fields.
SELECT position, fields FROM footfall_store.stream_fields WHERE generation = $1 ORDER BY position
