-- Id of a site. $1 name. Columns: id.
SELECT id FROM footfall_store.site WHERE name = $1
