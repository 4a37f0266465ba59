-- Takes a person out of all tables but those of hits. $1 site, $2 persons, $3 ids of the values that
-- name them, and the values: $4 customer numbers, $5 logins, $6 addresses, $7 telephones, $8 names,
-- $9 words that name the person in a text, $10 digits of telephones in one; $11 ledgers and $12 those
-- of their fields that people write into. Columns: what, rows, number (of an order that lost its
-- names; else null).
SELECT n.what, n.rows, NULL AS number
FROM footfall_store.erase_notes($1, $2, $3, $9) AS n
UNION ALL
SELECT v.what, v.rows, NULL
FROM footfall_store.erase_vendors($1, $6::text[] || $8::text[]) AS v
UNION ALL
-- Before the contacts that go with the person: these stay.
SELECT r.what, r.rows, NULL
FROM footfall_store.erase_recipients($1, $2, $3, $8) AS r
UNION ALL
SELECT p.what, p.rows, p.number
FROM footfall_store.erase_person($1, $2, $3, $4, $5, $6, $8) AS p
UNION ALL
-- After those that go: these stay.
SELECT o.what, o.rows, NULL
FROM footfall_store.erase_values($1, $4, $5, $6, $7, $8) AS o
UNION ALL
SELECT t.what, t.rows, NULL
FROM footfall_store.erase_words($1, $11, $12, $9, $10) AS t
