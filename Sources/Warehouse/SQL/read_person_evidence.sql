-- Why values name one person. $1 name of the site, $2 ids of the values.
-- Columns: a, b, rule, at, stream, position, staff, note.
SELECT a, b, rule, at, stream, position, staff, note
FROM footfall.person_evidence
WHERE site = $1 AND a = ANY ($2::bigint[]) AND b = ANY ($2::bigint[]) AND set_aside IS NULL
ORDER BY at, a, b
