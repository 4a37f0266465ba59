-- Rows of ledgers that may be somebody else's: those that are new, and those of persons of whom
-- values went elsewhere. $1 such persons. Columns: id.
SELECT o.id
FROM footfall_store.underived_stream r
CROSS JOIN LATERAL footfall_store.rows_of_stream(r.generation) AS o (id)
WHERE r.is_taken
UNION
SELECT p.id FROM footfall_store.ledger_person p WHERE p.person = ANY ($1::bigint[])
