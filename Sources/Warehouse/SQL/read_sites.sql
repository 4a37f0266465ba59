-- Sites with the zones of their days and the signs of bots. Columns: id, zone, bot_signs.
SELECT id, zone, bot_signs FROM footfall_store.site ORDER BY id
