-- Gives rows of ledgers to the persons that they name now.
WITH owner AS MATERIALIZED (
  SELECT id, site, person FROM footfall_store.newest_owner WHERE person IS NOT NULL
), gone AS (
  DELETE FROM footfall_store.ledger_person p
  WHERE NOT EXISTS (SELECT FROM owner o WHERE o.id = p.id)
)
INSERT INTO footfall_store.ledger_person AS p (id, site, person)
SELECT id, site, person FROM owner
ON CONFLICT (id) DO UPDATE SET person = excluded.person
WHERE p.person <> excluded.person
