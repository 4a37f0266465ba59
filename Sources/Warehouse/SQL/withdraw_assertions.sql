-- Takes back that staff holds values of two persons apart. $1 site, $2 nodes of both, $3 time
UPDATE footfall_store.identity_assertion
SET withdrawn_at = $3
WHERE site = $1 AND a = ANY ($2::bigint[]) AND b = ANY ($2::bigint[])
  AND NOT is_same AND withdrawn_at IS NULL
