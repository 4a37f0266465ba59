-- How many stored persons bear an id of these, but another address. Columns: collisions.
-- $1 ids, $2 addresses
SELECT count(*) AS collisions
FROM unnest($1::bigint[], $2::text[]) AS n (id, address)
JOIN footfall_store.person p ON p.id = n.id
WHERE p.address <> n.address
