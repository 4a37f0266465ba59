-- Rows of ledgers of persons. $1 persons. Columns: id.
SELECT id FROM footfall_store.ledger_person WHERE person = ANY ($1::bigint[])
