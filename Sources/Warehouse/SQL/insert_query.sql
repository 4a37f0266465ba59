-- Stores query rows that are new; sorted, so that loaders do not deadlock.
-- $1 id, $2 text, $3 what was searched for (arrays)
INSERT INTO footfall_store.query (id, text, search)
SELECT id, text, nullif(search, '')
FROM unnest($1::bigint[], $2::text[], $3::text[]) AS n (id, text, search)
ORDER BY id
ON CONFLICT (id) DO NOTHING
