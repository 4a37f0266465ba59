-- Notes when a message of a site was last loaded, and locks its count. $1 generation, $2 now
UPDATE footfall_store.stream SET last_loaded_at = $2 WHERE generation = $1
