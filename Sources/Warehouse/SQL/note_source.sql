-- Says how an input stands. $1 id, $2 epoch, $3 now, $4 time of the last line or null, $5 lines,
-- $6 rejected, $7 lines a second, $8 error, $9 time of the error or null, $10 note
UPDATE footfall_store.source SET
  seen_at = $3, line_at = coalesce($4, line_at), lines = $5, rejected = $6, lines_per_second = $7,
  error = $8, error_at = $9, note = $10
WHERE id = $1 AND epoch = $2
