-- What all contacts name persons by, record by record.
-- Columns: site, generation, position, rule, at, kind, value.
SELECT site, generation, position, rule, at, kind, value
FROM footfall_store.contact_claim
ORDER BY site, generation, position, rule
