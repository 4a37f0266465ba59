-- Empties what a derivation works with. Not by TRUNCATE, which would wait for a backup.
WITH claims AS (
  DELETE FROM footfall_store.arrived_claim
), arrived AS (
  DELETE FROM footfall_store.arrived_value
)
DELETE FROM footfall_store.touched_value
