-- Takes back the rejects of streams. $1 generations
DELETE FROM footfall_store.rejected_record WHERE generation = ANY ($1::bigint[])
