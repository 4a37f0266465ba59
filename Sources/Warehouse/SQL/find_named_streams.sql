-- Streams of files that had a name when they were last seen, or lay under it in some folder, but for
-- mail and for what was taken back. $1 name, $2 its last part. Columns: generation, name.
SELECT t.generation, t.name
FROM footfall_store.stream t
WHERE t.kind <> 'mail' AND t.state <> 'undone'
  AND (t.name IN ($1, $2) OR right(t.name, length($1) + 1) = '/' || $1)
ORDER BY t.name, t.generation
