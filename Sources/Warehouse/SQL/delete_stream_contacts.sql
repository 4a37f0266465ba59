-- Takes back the contacts of streams. $1 generations
DELETE FROM footfall_store.contact WHERE generation = ANY ($1::bigint[])
