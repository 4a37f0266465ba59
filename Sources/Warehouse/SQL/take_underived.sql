-- Takes on what is to be derived. Columns: everything, changes, statements (what staff said).
WITH r AS (
  UPDATE footfall_store.underived_stream SET is_taken = true RETURNING generation
), c AS (
  UPDATE footfall_store.underived_contact SET is_taken = true RETURNING id
), v AS (
  UPDATE footfall_store.underived_value SET is_taken = true RETURNING id
)
SELECT EXISTS (SELECT FROM r WHERE generation = 0) AS everything,
  (SELECT count(*) FROM r) + (SELECT count(*) FROM c) + (SELECT count(*) FROM v) AS changes,
  (SELECT count(*) FROM v) AS statements
