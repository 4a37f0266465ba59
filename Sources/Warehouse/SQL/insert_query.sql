-- Stores query rows that are new; sorted, so that loaders do not deadlock.
-- $1 id, $2 text (arrays)
INSERT INTO footfall_store.query (id, text)
SELECT id, text
FROM unnest($1::bigint[], $2::text[]) AS n (id, text)
ORDER BY id
ON CONFLICT (id) DO NOTHING
