-- What each version of each row of the ledgers names a person by.
-- Columns: id, site, as_of, generation, position, at, number, login, email, phone, retired_at.
SELECT id, site, as_of, generation, position, at, number, login, email, phone, retired_at
FROM footfall_store.ledger_name
