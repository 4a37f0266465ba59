-- Takes back all sessions of a visitor. $1 visitor. Columns: first_at, last_at.
DELETE FROM footfall_store.session WHERE visitor = $1 RETURNING first_at, last_at
