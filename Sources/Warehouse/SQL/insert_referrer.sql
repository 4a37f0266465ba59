-- Stores referrer rows that are new; sorted, so that loaders do not deadlock.
-- $1 id, $2 url, $3 host (arrays)
INSERT INTO footfall_store.referrer (id, url, host)
SELECT id, url, nullif(host, '')
FROM unnest($1::bigint[], $2::text[], $3::text[]) AS n (id, url, host)
ORDER BY id
ON CONFLICT (id) DO NOTHING
