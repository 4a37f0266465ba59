-- Hits of visitors, each within a span, in order. $1 visitors, $2 from, $3 until (inclusive; arrays).
-- Columns: visitor, at, generation, position, site, agent, audience, kind, page, referrer, query,
-- place, bytes.
SELECT e.visitor, e.at, e.generation, e.position, e.site, e.agent, e.audience, e.kind, e.page,
  e.referrer, e.query, e.place, e.bytes
FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) AS n (visitor, since, until)
JOIN footfall_store.event e ON e.visitor = n.visitor AND e.at >= n.since AND e.at <= n.until
ORDER BY e.visitor, e.at, e.generation, e.position
