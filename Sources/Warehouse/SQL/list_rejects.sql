-- Single rejects with the first 4 KiB of their bytes, newest first.
-- $1 reason or null, $2 name of the stream or of its input, or null, $3 how many.
-- Columns: reason, stream, kind, position, detail, length, raw.
SELECT r.reason, coalesce(t.name, '') AS stream, coalesce(t.kind, '') AS kind, r.position, r.detail,
  r.length, substring(r.raw FROM 1 FOR 4096) AS raw
FROM footfall_store.rejected_record r
LEFT JOIN footfall_store.stream t ON t.generation = r.generation
LEFT JOIN footfall_store.source s ON s.id = t.source
WHERE ($1::text IS NULL OR r.reason = $1::text)
  AND ($2::text IS NULL OR t.name = $2::text OR s.name = $2::text)
ORDER BY r.rejected_at DESC, r.generation, r.position
LIMIT $3
