-- Forgets files of an input that are gone. $1 source; arrays: $2 devices, $3 inodes
DELETE FROM footfall_store.followed_file f
USING unnest($2::bigint[], $3::bigint[]) AS n (device, inode)
WHERE f.source = $1 AND f.device = n.device AND f.inode = n.inode
