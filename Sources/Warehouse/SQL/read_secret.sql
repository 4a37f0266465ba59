-- The key of the database's ids. Columns: value.
SELECT value FROM footfall_store.secret WHERE name = 'id_key'
