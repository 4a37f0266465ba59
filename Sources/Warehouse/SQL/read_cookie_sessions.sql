-- Sessions in which cookies were seen. $1 site, $2 the cookies. Columns: visitor, first_at, last_at,
-- cookie, seen_at (when first in the session).
SELECT s.visitor, s.first_at, s.last_at, e.cookie, min(e.at) AS seen_at
FROM footfall_store.event e
JOIN footfall_store.session s ON s.visitor = e.visitor AND e.at BETWEEN s.first_at AND s.last_at
WHERE e.site = $1 AND e.cookie = ANY ($2::bigint[])
GROUP BY s.visitor, s.first_at, s.last_at, e.cookie
ORDER BY s.visitor, s.first_at, e.cookie
