-- Stores missing page rows that are new; sorted, so that loaders do not deadlock.
-- $1 id, $2 site, $3 path (arrays)
INSERT INTO footfall_store.missing_page (id, site, path)
SELECT id, site, path
FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS n (id, site, path)
ORDER BY id
ON CONFLICT (id) DO NOTHING
