-- Days whose numbers changed since they were rolled up. Columns: site, day_number (since 1970).
SELECT DISTINCT site, day - date '1970-01-01' AS day_number
FROM footfall_store.dirty_day
ORDER BY site, day_number
