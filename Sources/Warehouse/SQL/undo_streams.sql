-- Marks streams as taken back: they are passed by until they are loaded explicitly. $1 generations
UPDATE footfall_store.stream SET state = 'undone', open_visitor = NULL, open_at = NULL
WHERE generation = ANY ($1::bigint[])
