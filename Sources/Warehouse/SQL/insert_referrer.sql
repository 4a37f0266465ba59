-- Stores referrer rows that are new; sorted, so that loaders do not deadlock.
-- $1 id, $2 url, $3 host, $4 engine (arrays)
INSERT INTO footfall_store.referrer (id, url, host, engine)
SELECT id, url, nullif(host, ''), nullif(engine, '')
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) AS n (id, url, host, engine)
ORDER BY id
ON CONFLICT (id) DO NOTHING
