-- Says what was searched for. $1 ids, $2 terms (arrays)
UPDATE footfall_store.query q
SET search = nullif(n.search, '')
FROM unnest($1::bigint[], $2::text[]) AS n (id, search)
WHERE q.id = n.id
