-- Takes back the reject of an open last line. $1 generation, $2 position. Columns: reason.
DELETE FROM footfall_store.rejected_record WHERE generation = $1 AND position = $2
RETURNING reason
