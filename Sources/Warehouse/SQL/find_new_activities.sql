-- The activities that a file tells of. $1 generation. Columns: id.
SELECT DISTINCT a.id FROM footfall_store.activity a WHERE a.generation = $1 ORDER BY a.id
