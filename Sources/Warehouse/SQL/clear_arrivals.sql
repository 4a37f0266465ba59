-- Empties what a derivation works with.
TRUNCATE footfall_store.arrived_claim, footfall_store.arrived_value, footfall_store.touched_value
