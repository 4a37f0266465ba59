-- Takes back sessions that changed. $1 visitors, $2 first_at
DELETE FROM footfall_store.session s
USING unnest($1::bigint[], $2::timestamptz[]) AS n (visitor, first_at)
WHERE s.visitor = n.visitor AND s.first_at = n.first_at
