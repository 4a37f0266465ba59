-- The files that tell of an activity. $1 id. Columns: generation, stream.
SELECT DISTINCT a.generation, s.name AS stream
FROM footfall_store.activity a
JOIN footfall_store.stream s ON s.generation = a.generation
WHERE a.id = $1
ORDER BY a.generation
