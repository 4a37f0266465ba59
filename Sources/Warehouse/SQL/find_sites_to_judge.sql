-- Sites some of whose sessions were judged by other signs than those of now. Columns: site.
SELECT name AS site FROM footfall_store.site WHERE told_signs <> bot_signs ORDER BY name
