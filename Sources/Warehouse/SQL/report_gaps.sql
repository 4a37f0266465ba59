-- What was gone unread, newest first. Columns: of the view source_gap.
SELECT source, path, found_at, reason, position, bytes
FROM footfall.source_gap ORDER BY found_at DESC, path LIMIT 100
