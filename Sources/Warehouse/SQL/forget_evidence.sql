-- Drops evidence that no record gives any more; all records are collected.
DELETE FROM footfall_store.identity_evidence e
WHERE NOT EXISTS (
  SELECT FROM footfall_store.arrived_evidence f
  WHERE (f.site, f.a, f.b, f.rule, f.generation, f.position)
    = (e.site, e.a, e.b, e.rule, e.generation, e.position))
