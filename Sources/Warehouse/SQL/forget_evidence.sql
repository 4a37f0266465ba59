-- Drops evidence that no record gives any more; all records are collected.
WITH node AS (
  SELECT site, id, kind, value FROM footfall_store.identity_node
  UNION ALL
  SELECT site, id, kind, value FROM footfall_store.arrived_value
), claim AS (
  SELECT DISTINCT c.site, c.generation, c.position, c.rule, n.id, n.kind
  FROM footfall_store.arrived_claim c
  JOIN node n ON n.value = c.value AND n.kind = c.kind AND n.site = c.site
  WHERE c.rule <> 7
), paired AS (
  SELECT site, generation, position, rule, id,
    first_value(id) OVER (
      PARTITION BY site, generation, position, rule ORDER BY kind, id) AS strongest
  FROM claim
), found AS (
  SELECT site, least(id, strongest) AS a, greatest(id, strongest) AS b, rule, generation, position
  FROM paired
  WHERE id <> strongest
)
DELETE FROM footfall_store.identity_evidence e
WHERE NOT EXISTS (
  SELECT FROM found f
  WHERE (f.site, f.a, f.b, f.rule, f.generation, f.position)
    = (e.site, e.a, e.b, e.rule, e.generation, e.position))
