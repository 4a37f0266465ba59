-- Operators have been told of gaps. $1 source; arrays: $2 paths, $3 when found; $4 now
UPDATE footfall_store.source_gap g SET told_at = $4
FROM unnest($2::text[], $3::timestamptz[]) AS n (path, found_at)
WHERE g.source = $1 AND g.path = n.path AND g.found_at = n.found_at AND g.told_at IS NULL
