-- All hits of visitors, in order. $1 visitors.
-- Columns: visitor, at, generation, position, site, agent, audience, kind, page, referrer, query,
-- place, bytes.
SELECT visitor, at, generation, position, site, agent, audience, kind, page, referrer, query, place,
  bytes
FROM footfall_store.event
WHERE visitor = ANY ($1::bigint[])
ORDER BY visitor, at, generation, position
