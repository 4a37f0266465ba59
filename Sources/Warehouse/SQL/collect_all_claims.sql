-- Collects what all records name persons by.
INSERT INTO footfall_store.arrived_claim
  (site, generation, position, rule, at, kind, value, retired_at)
SELECT site, generation, position, rule, at, kind, value, retired_at
FROM footfall_store.identity_claim
