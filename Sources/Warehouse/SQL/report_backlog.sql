-- Inputs that daemons follow, and those of which not everything that was seen had been read.
-- Columns: name, bytes_behind, is_followed, owned_at, seen_at.
SELECT name, bytes_behind, is_followed, owned_at, seen_at
FROM footfall.source
WHERE is_followed OR bytes_behind > 0
ORDER BY name, host
