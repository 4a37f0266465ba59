-- Takes back rejects of a stream that were put right. $1 generation, $2 positions.
-- Columns: position, reason.
DELETE FROM footfall_store.rejected_record
WHERE generation = $1 AND position = ANY ($2::bigint[])
RETURNING position, reason
