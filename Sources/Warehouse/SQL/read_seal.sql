-- Which days are sealed. Columns: site, events_until, lines_from.
SELECT site, events_until, lines_from FROM footfall_store.site_seal WHERE isfinite(events_until)
