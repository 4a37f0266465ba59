-- Gives the rows that files tell which were taken on to the persons that they name now. Those of which
-- another file has a newer version are its matter.
WITH owner AS MATERIALIZED (
  SELECT id, site, person FROM footfall_store.newest_owner
  WHERE generation IN (SELECT generation FROM footfall_store.underived_stream WHERE is_taken)
), gone AS (
  DELETE FROM footfall_store.ledger_person p USING owner o WHERE p.id = o.id AND o.person IS NULL
)
INSERT INTO footfall_store.ledger_person AS p (id, site, person)
SELECT id, site, person FROM owner WHERE person IS NOT NULL
ON CONFLICT (id) DO UPDATE SET person = excluded.person
WHERE p.person <> excluded.person
