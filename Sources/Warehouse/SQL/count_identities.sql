-- How many values name persons, counted up to $1. Columns: identities.
SELECT count(*) AS identities
FROM (SELECT FROM footfall_store.identity_node ORDER BY site, id LIMIT $1::bigint) n
