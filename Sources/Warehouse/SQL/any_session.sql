-- Whether there are sessions at all. Columns: any.
SELECT EXISTS (SELECT FROM footfall_store.session) AS "any"
