-- When sessions of visitors began and ended, and how many hits they have. $1 visitors.
-- Columns: visitor, first_at, last_at, hits.
SELECT visitor, first_at, last_at, hits
FROM footfall_store.session
WHERE visitor = ANY ($1::bigint[])
ORDER BY visitor, first_at
