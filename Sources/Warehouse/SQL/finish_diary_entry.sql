-- Says that an entry of the diary is done, once. $1 id, $2 now, $3 who says so. Columns: what, day.
UPDATE footfall_store.diary_entry SET done_at = $2, done_by = $3
WHERE id = $1 AND done_at IS NULL
RETURNING what, day::text AS day
