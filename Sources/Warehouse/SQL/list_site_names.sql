-- Names of all sites that were ever declared. Columns: name.
SELECT name FROM footfall.site ORDER BY name
