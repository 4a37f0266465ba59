-- Operators have been told of what was found gone up to a time. $1 source, $2 that time, $3 now
UPDATE footfall_store.source_gap SET told_at = $3
WHERE source = $1 AND told_at IS NULL AND found_at <= $2
