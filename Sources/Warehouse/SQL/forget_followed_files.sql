-- Forgets files of an input that are gone. $1 source, $2 paths
DELETE FROM footfall_store.followed_file WHERE source = $1 AND path = ANY ($2::text[])
