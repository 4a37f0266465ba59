-- Stores query rows that are new; sorted, so that loaders do not deadlock.
-- $1 id, $2 text, $3 what was searched for, $4 the campaign that it names, 0 for none (arrays)
INSERT INTO footfall_store.query (id, text, search, campaign)
SELECT id, text, nullif(search, ''), nullif(campaign, 0)
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[]) AS n (id, text, search, campaign)
ORDER BY id
ON CONFLICT (id) DO NOTHING
