-- Forgets who works for the business.
DELETE FROM footfall_store.staff
