-- Rejects by stream and reason, with the beginning of the first.
-- $1 reason or null, $2 name of the stream or of its input, or null.
-- Columns: reason, stream, kind, records, detail, example.
WITH part AS (
  SELECT r.generation, r.reason, count(*) AS records, min(r.position) AS position
  FROM footfall_store.rejected_record r
  WHERE ($1::text IS NULL OR r.reason = $1::text)
  GROUP BY r.generation, r.reason
)
SELECT p.reason, coalesce(t.name, '') AS stream, coalesce(t.kind, '') AS kind, p.records, e.detail,
  substring(e.raw FROM 1 FOR 200) AS example
FROM part p
JOIN footfall_store.rejected_record e ON e.generation = p.generation AND e.position = p.position
LEFT JOIN footfall_store.stream t ON t.generation = p.generation
LEFT JOIN footfall_store.source s ON s.id = t.source
WHERE ($2::text IS NULL OR t.name = $2::text OR s.name = $2::text)
ORDER BY p.records DESC, p.reason, t.name, p.generation
