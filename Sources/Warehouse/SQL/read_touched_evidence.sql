-- Evidence among the touched values of a site; what staff says is rule 1. $1 site.
-- Columns: a, b, rule, at, generation, position, set_aside.
SELECT e.a, e.b, e.rule, e.at, e.generation, e.position, e.set_aside
FROM footfall_store.touched_value t
JOIN footfall_store.identity_evidence e ON e.site = t.site AND e.a = t.id
WHERE t.site = $1
UNION ALL
SELECT s.a, s.b, 1::smallint, s.at, 0::bigint, 0::bigint, NULL
FROM footfall_store.touched_value t
JOIN footfall_store.identity_assertion s ON s.site = t.site AND s.a = t.id
WHERE t.site = $1 AND s.is_same AND s.withdrawn_at IS NULL
