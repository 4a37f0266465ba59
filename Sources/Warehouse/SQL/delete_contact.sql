-- Takes back the contact of an open last line. $1 generation, $2 position
DELETE FROM footfall_store.contact WHERE generation = $1 AND position = $2
