-- Streams that share their beginning with streams of a set and are not in it, but for those taken
-- back. $1 generations. Columns: generation, name, parent_name.
SELECT c.generation, c.name, p.name AS parent_name
FROM footfall_store.stream c
JOIN footfall_store.stream p ON p.generation = c.parent
WHERE c.parent = ANY ($1::bigint[]) AND c.state <> 'undone'
  AND c.generation <> ALL ($1::bigint[])
ORDER BY c.generation
