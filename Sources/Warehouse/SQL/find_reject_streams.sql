-- Streams with rejects. $1 reason or null, $2 name of the stream or of its input, or null.
-- Columns: generation, kind, name, format, site, source, records, open_position.
SELECT t.generation, t.kind, t.name, t.format, t.site, t.source, count(*) AS records,
  CASE WHEN t.open_chain IS NOT NULL THEN t.position END AS open_position
FROM footfall_store.rejected_record r
JOIN footfall_store.stream t ON t.generation = r.generation
LEFT JOIN footfall_store.source s ON s.id = t.source
WHERE ($1::text IS NULL OR r.reason = $1::text)
  AND ($2::text IS NULL OR t.name = $2::text OR s.name = $2::text)
GROUP BY t.generation
ORDER BY t.name, t.generation
