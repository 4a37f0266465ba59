-- Streams of files that had a name when they were last seen, but for mail and for what was taken
-- back. Of logs and forms the last part of the name is kept. $1 name, $2 its last part, $3 id of one
-- (0 = none). Columns: generation, name, lines, last_loaded_at.
SELECT t.generation, t.name,
  (SELECT coalesce(sum(y.lines), 0)::bigint FROM footfall_store.stream_tally y
   WHERE y.generation = t.generation) AS lines,
  t.last_loaded_at
FROM footfall_store.stream t
WHERE t.kind <> 'mail' AND t.state <> 'undone'
  AND (t.name IN ($1, $2) OR right(t.name, length($1) + 1) = '/' || $1 OR t.generation = $3)
ORDER BY t.last_loaded_at, t.generation
