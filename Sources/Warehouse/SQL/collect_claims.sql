-- Collects what the records that were taken on name persons by.
INSERT INTO footfall_store.arrived_claim
  (site, generation, position, rule, at, kind, value, retired_at)
SELECT c.site, c.generation, c.position, c.rule, c.at, c.kind, c.value, c.retired_at
FROM (SELECT DISTINCT generation FROM footfall_store.underived_stream WHERE is_taken) r
CROSS JOIN LATERAL footfall_store.claims_of_stream(r.generation) c
UNION ALL
SELECT c.site, c.generation, c.position, c.rule, c.at, c.kind, c.value, NULL
FROM (SELECT DISTINCT id FROM footfall_store.underived_contact WHERE is_taken) u
JOIN footfall_store.contact_claim c ON c.id = u.id
