-- Collects the parts of the graph that hold what is new: all to which evidence, or what staff says,
-- leads from it.
INSERT INTO footfall_store.touched_value (site, id)
WITH RECURSIVE part (site, id) AS (
  (SELECT site, id FROM footfall_store.arrived_value
   UNION
   SELECT n.site, n.id
   FROM (SELECT DISTINCT site, kind, value FROM footfall_store.arrived_claim) c
   JOIN footfall_store.identity_node n
     ON n.value = c.value AND n.kind = c.kind AND n.site = c.site
   UNION
   SELECT site, id FROM footfall_store.underived_value WHERE is_taken)
  UNION
  SELECT p.site, o.id
  FROM part p
  CROSS JOIN LATERAL (
    SELECT e.b AS id FROM footfall_store.identity_evidence e WHERE e.site = p.site AND e.a = p.id
    UNION ALL
    SELECT e.a FROM footfall_store.identity_evidence e WHERE e.site = p.site AND e.b = p.id
    UNION ALL
    SELECT s.b FROM footfall_store.identity_assertion s WHERE s.site = p.site AND s.a = p.id
    UNION ALL
    SELECT s.a FROM footfall_store.identity_assertion s WHERE s.site = p.site AND s.b = p.id
  ) o
)
SELECT site, id FROM part
