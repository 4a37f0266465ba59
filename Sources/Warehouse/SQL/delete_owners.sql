-- Takes stretches away that are no longer so. $1 visitors, $2 first instants (arrays)
DELETE FROM footfall_store.visitor_owner o
USING unnest($1::bigint[], $2::timestamptz[]) AS d (visitor, from_at)
WHERE o.visitor = d.visitor AND o.from_at = d.from_at
