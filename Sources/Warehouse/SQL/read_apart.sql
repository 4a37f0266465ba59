-- Values of a site that staff says name two persons. $1 site. Columns: a, b.
SELECT DISTINCT a, b FROM footfall_store.identity_assertion
WHERE site = $1 AND NOT is_same AND withdrawn_at IS NULL
