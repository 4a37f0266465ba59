-- Keeps others from writing to a ledger until the transaction ends. $1 table. Columns: is_empty.
SELECT footfall_store.lock_ledger($1) AS is_empty
