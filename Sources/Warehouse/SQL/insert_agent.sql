-- Stores agent rows that are new; sorted, so that loaders do not deadlock.
-- $1 id, $2 text, $3 bot (arrays)
INSERT INTO footfall_store.agent (id, text, bot)
SELECT id, text, nullif(bot, '')
FROM unnest($1::bigint[], $2::text[], $3::text[]) AS n (id, text, bot)
ORDER BY id
ON CONFLICT (id) DO NOTHING
