-- Which days are sealed; none more becomes so before the transaction ends.
-- Columns: site, events_until, lines_from.
SELECT site, events_until, lines_from FROM footfall_store.hold_seal()
