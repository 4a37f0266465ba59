-- Rows of a ledger that have versions. $1 table, $2 ids. Columns: id.
SELECT id FROM footfall_store.known_rows($1, $2::bigint[]) AS k (id)
