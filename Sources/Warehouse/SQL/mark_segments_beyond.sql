-- Marks the segments that look beyond the visit, of all visits. $1 site. Columns: changes.
SELECT footfall_store.mark_segments($1, '-infinity', 'infinity', true) AS changes
