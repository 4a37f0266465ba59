-- Notes as of when a list of a ledger is loaded. Adds no row where it is known, or where the list is
-- loaded as another ledger or for another site. $1 generation, $2 as of, $3 ledger, $4 site
INSERT INTO footfall_store.ledger_telling (generation, as_of)
SELECT t.generation, $2
FROM footfall_store.stream t
WHERE t.generation = $1 AND t.kind = 'ledger' AND t.format = $3 AND t.site = $4
ON CONFLICT (generation, as_of) DO NOTHING
