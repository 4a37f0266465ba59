-- Every stream of lines: where its own lines begin, and where they end.
-- Columns: generation, name, origin, position, chain.
SELECT generation, name, origin, position, chain
FROM footfall_store.stream
WHERE kind <> 'mail'
ORDER BY name, generation
