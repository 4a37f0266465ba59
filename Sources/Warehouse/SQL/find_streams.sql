-- Streams that begin with the same line. $1 head. Columns: of the stream.
SELECT generation, kind, name, format, parent, origin, position, chain, state,
  open_chain, open_length, coalesce(footfall.is_followed(source), false) AS is_followed
FROM footfall_store.stream
WHERE head = $1
ORDER BY position DESC, generation
