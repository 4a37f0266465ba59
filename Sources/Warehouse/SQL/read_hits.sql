-- Hits of a visitor in a span. $1 visitor, $2 first, $3 last (inclusive).
-- Columns: at, generation, position, site, agent, audience, kind, page, referrer, query,
-- place, bytes.
SELECT at, generation, position, site, agent, audience, kind, page, referrer, query, place,
  bytes
FROM footfall_store.event
WHERE visitor = $1 AND at >= $2 AND at <= $3
ORDER BY at, generation, position
