-- Evidence of a site; what staff says is rule 1. $1 site.
-- Columns: a, b, rule, at, generation, position, set_aside.
SELECT a, b, rule, at, generation, position, set_aside
FROM footfall_store.identity_evidence WHERE site = $1
UNION ALL
SELECT a, b, 1::smallint, at, 0::bigint, 0::bigint, NULL
FROM footfall_store.identity_assertion
WHERE site = $1 AND is_same AND withdrawn_at IS NULL
