-- Gives some rows of ledgers to the persons that they name now. $1 ids of the rows
WITH owner AS MATERIALIZED (
  SELECT id, site, person FROM footfall_store.ledger_owner WHERE id = ANY ($1::bigint[])
), gone AS (
  DELETE FROM footfall_store.ledger_person p
  WHERE p.id = ANY ($1::bigint[]) AND NOT EXISTS (SELECT FROM owner o WHERE o.id = p.id)
)
INSERT INTO footfall_store.ledger_person AS p (id, site, person)
SELECT id, site, person FROM owner
ON CONFLICT (id) DO UPDATE SET person = excluded.person
WHERE p.person <> excluded.person
