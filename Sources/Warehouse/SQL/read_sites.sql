-- Sites with the zones of their days. Columns: id, zone.
SELECT id, zone FROM footfall_store.site ORDER BY id
