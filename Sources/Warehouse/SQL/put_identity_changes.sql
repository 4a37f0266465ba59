-- Notes values that name somebody else now. $1 time, $2 site, $3 nodes, $4 before, $5 after
-- (0 = nobody)
INSERT INTO footfall_store.identity_change (at, site, node, before, after)
SELECT $1, $2, v.node, nullif(v.before, 0), nullif(v.after, 0)
FROM unnest($3::bigint[], $4::bigint[], $5::bigint[]) AS v (node, before, after)
ON CONFLICT (at, site, node) DO UPDATE SET after = excluded.after
