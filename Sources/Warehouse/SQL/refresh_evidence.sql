-- Makes the evidence that which the records give: each ties its strongest value to its others. Mail
-- whose sender is not proved (rule 7) ties nothing.
WITH claim AS (
  SELECT c.site, c.generation, c.position, c.rule, min(c.at) AS at, n.id, n.kind
  FROM footfall_store.identity_claim c
  JOIN footfall_store.identity_node n
    ON n.value = c.value AND n.kind = c.kind AND n.site = c.site
  WHERE c.rule <> 7
  GROUP BY c.site, c.generation, c.position, c.rule, n.id, n.kind
), paired AS (
  SELECT site, generation, position, rule, at, id,
    first_value(id) OVER (
      PARTITION BY site, generation, position, rule ORDER BY kind, id) AS strongest
  FROM claim
), found AS (
  SELECT site, least(id, strongest) AS a, greatest(id, strongest) AS b, rule, generation,
    position, min(at) AS at
  FROM paired
  WHERE id <> strongest
  GROUP BY site, least(id, strongest), greatest(id, strongest), rule, generation, position
), gone AS (
  DELETE FROM footfall_store.identity_evidence e
  WHERE NOT EXISTS (
    SELECT FROM found f
    WHERE (f.site, f.a, f.b, f.rule, f.generation, f.position)
      = (e.site, e.a, e.b, e.rule, e.generation, e.position))
)
INSERT INTO footfall_store.identity_evidence AS e (site, a, b, rule, generation, position, at)
SELECT site, a, b, rule, generation, position, at FROM found
ON CONFLICT (site, a, b, rule, generation, position) DO UPDATE SET at = excluded.at
WHERE e.at <> excluded.at
