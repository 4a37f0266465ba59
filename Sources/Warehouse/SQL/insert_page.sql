-- Stores page rows that are new; sorted, so that loaders do not deadlock.
-- $1 id, $2 site, $3 path as it was asked for (arrays)
INSERT INTO footfall_store.page (id, site, path, asked)
SELECT n.id, n.site, p.path, nullif(n.asked, p.path)
FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS n (id, site, asked)
CROSS JOIN LATERAL (SELECT footfall_store.page_path(n.asked) AS path) p
ORDER BY n.id
ON CONFLICT (id) DO NOTHING
