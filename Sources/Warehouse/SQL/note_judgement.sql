-- Says that all stored hits and sessions were told by the rules of now.
-- $1 version of the rules for hits, $2 sites
UPDATE footfall_store.site SET told_kinds = $1, told_signs = bot_signs
WHERE id = ANY ($2::bigint[]) AND (told_kinds <> $1 OR told_signs <> bot_signs)
