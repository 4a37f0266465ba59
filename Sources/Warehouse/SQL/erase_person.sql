-- Takes a person out of all tables but those of hits. $1 site, $2 persons, $3 ids of the values that
-- name them, and the values: $4 customer numbers, $5 logins, $6 addresses, $7 names. Columns: what,
-- rows, number (of an order that lost its names; else null).
SELECT n.what, n.rows, NULL AS number
FROM footfall_store.erase_notes($1, $2, $3, $6::text[] || $7::text[]) AS n
UNION ALL
SELECT v.what, v.rows, NULL
FROM footfall_store.erase_vendors($1, $6::text[] || $7::text[]) AS v
UNION ALL
SELECT what, rows, number
FROM footfall_store.erase_person($1, $2, $3, $4, $5, $6, $7)
