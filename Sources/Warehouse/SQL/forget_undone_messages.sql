-- Lets messages that were taken back be loaded afresh. $1 mail stream, $2 hashes of their bytes
DELETE FROM footfall_store.undone_message
WHERE generation = $1 AND position = ANY ($2::bigint[])
