-- Which rejects of a stream are there, and why they were rejected. $1 generation, $2 positions.
-- Columns: position, reason, detail.
SELECT position, reason, detail
FROM footfall_store.rejected_record
WHERE generation = $1 AND position = ANY ($2::bigint[])
