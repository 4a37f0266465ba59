-- Marks all days of all sites as changed.
SELECT footfall_store.mark_all_days(id, zone) FROM footfall_store.site
