-- Why values name one person. $1 name of the site, $2 ids of the values.
-- Columns: a, b, rule, at, set_aside, stream, position.
SELECT a, b, rule, at, set_aside, stream, position
FROM footfall.person_evidence
WHERE site = $1 AND a = ANY ($2::bigint[])
UNION ALL
SELECT a, b, rule, at, set_aside, stream, position
FROM footfall.person_evidence
WHERE site = $1 AND b = ANY ($2::bigint[]) AND a <> ALL ($2::bigint[])
ORDER BY at, a, b
