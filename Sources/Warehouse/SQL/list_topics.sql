-- What forms and messages are about. Columns: name.
SELECT DISTINCT topic AS name FROM footfall.message ORDER BY name
