-- Empties what a derivation works with.
SELECT footfall_store.clear_arrivals()
