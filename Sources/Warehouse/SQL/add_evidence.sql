-- Makes the evidence that the collected records give: each ties its strongest value to its others.
-- Mail whose sender is not proved (rule 7) ties nothing.
WITH node AS (
  SELECT site, id, kind, value FROM footfall_store.identity_node
  UNION ALL
  SELECT site, id, kind, value FROM footfall_store.arrived_value
), claim AS (
  SELECT c.site, c.generation, c.position, c.rule, min(c.at) AS at, n.id, n.kind
  FROM footfall_store.arrived_claim c
  JOIN node n ON n.value = c.value AND n.kind = c.kind AND n.site = c.site
  WHERE c.rule <> 7
  GROUP BY c.site, c.generation, c.position, c.rule, n.id, n.kind
), paired AS (
  SELECT site, generation, position, rule, at, id,
    first_value(id) OVER (
      PARTITION BY site, generation, position, rule ORDER BY kind, id) AS strongest
  FROM claim
)
INSERT INTO footfall_store.identity_evidence AS e (site, a, b, rule, generation, position, at)
SELECT site, least(id, strongest), greatest(id, strongest), rule, generation, position, min(at)
FROM paired
WHERE id <> strongest
GROUP BY site, least(id, strongest), greatest(id, strongest), rule, generation, position
-- In the order of the index.
ORDER BY 1, 2, 3
ON CONFLICT (site, a, b, rule, generation, position) DO UPDATE SET at = excluded.at
WHERE e.at <> excluded.at
