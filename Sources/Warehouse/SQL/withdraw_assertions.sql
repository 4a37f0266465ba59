-- Takes back what staff said of values of two persons. $1 site, $2 nodes of both, $3 whether it was
-- that they are one person, $4 time. Columns: at.
UPDATE footfall_store.identity_assertion
SET withdrawn_at = $4
WHERE site = $1 AND a = ANY ($2::bigint[]) AND b = ANY ($2::bigint[])
  AND is_same = $3 AND withdrawn_at IS NULL
RETURNING at
