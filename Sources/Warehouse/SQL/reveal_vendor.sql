-- What is secret of a vendor, encrypted; writes down who asked for it. $1 vendor, $2 now, $3 who asks.
-- Columns: field, value.
SELECT field, value FROM footfall_store.reveal_vendor($1, $2, $3)
