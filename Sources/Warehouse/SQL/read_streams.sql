-- Every stream of lines that leaves marks: where its own lines begin, and where they end.
-- Columns: generation, name, origin, position, chain.
SELECT generation, name, origin, position, chain
FROM footfall_store.stream
WHERE kind NOT IN ('mail', 'ledger')
ORDER BY name, generation
