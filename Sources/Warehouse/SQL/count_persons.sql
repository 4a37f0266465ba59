-- How many persons there are. Columns: persons.
SELECT count(*) AS persons FROM (
  SELECT DISTINCT site, person FROM footfall_store.identity_node
  WHERE person IS NOT NULL AND state = 0) p
