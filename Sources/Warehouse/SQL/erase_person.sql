-- Takes a person out of all tables but those of hits. $1 site, $2 persons, $3 ids of the values that
-- name them, and the values: $4 customer numbers, $5 logins, $6 addresses, $7 names. Columns: what,
-- rows, number (of an order that lost its names; else null).
SELECT what, rows, number
FROM footfall_store.erase_person($1, $2, $3, $4, $5, $6, $7)
