-- Stores versions of rows of a ledger that say something new. $1 table, $2 rows as JSON.
-- Columns: stored.
SELECT footfall_store.take_ledger($1, $2::json) AS stored
