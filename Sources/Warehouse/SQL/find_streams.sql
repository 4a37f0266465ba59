-- Streams that begin with the same line; whose input is followed is asked once for each input.
-- $1 head. Columns: of the stream.
SELECT t.generation, t.kind, t.name, t.format, t.parent, t.origin, t.position, t.chain, t.state,
  t.open_chain, t.open_length, coalesce(i.is_followed, false) AS is_followed
FROM footfall_store.stream t
LEFT JOIN (
  SELECT source, footfall.is_followed(source) AS is_followed
  FROM (SELECT DISTINCT source FROM footfall_store.stream WHERE head = $1) s
) i ON i.source = t.source
WHERE t.head = $1
ORDER BY t.position DESC, t.generation
