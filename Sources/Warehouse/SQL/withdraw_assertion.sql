-- Takes back that two values name one person. $1 site, $2 a, $3 b, $4 when it was said, $5 time
UPDATE footfall_store.identity_assertion
SET withdrawn_at = $5
WHERE site = $1 AND a = $2 AND b = $3 AND at = $4 AND is_same AND withdrawn_at IS NULL
