-- Says how the files of an input stand.
-- $1 source; arrays: $2 paths, $3 devices, $4 inodes, $5 sizes, $6 times of change,
-- $7 generations (0 = none), $8 positions, $9 bytes taken, $10 states, $11 notes,
-- $12 times when current (1970 = never)
INSERT INTO footfall_store.followed_file AS f
  (source, path, device, inode, size, modified_at, generation, position, taken, state, note,
   current_at)
SELECT $1, n.path, n.device, n.inode, n.size, n.modified_at, nullif(n.generation, 0), n.position,
  n.taken, n.state, n.note, nullif(n.current_at, to_timestamp(0))
FROM unnest(
  $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::timestamptz[], $7::bigint[],
  $8::bigint[], $9::bigint[], $10::text[], $11::text[], $12::timestamptz[])
  AS n (path, device, inode, size, modified_at, generation, position, taken, state, note,
    current_at)
ORDER BY n.device, n.inode
ON CONFLICT (source, device, inode) DO UPDATE SET
  path = excluded.path, size = excluded.size,
  modified_at = excluded.modified_at, generation = excluded.generation,
  position = excluded.position, taken = excluded.taken, state = excluded.state,
  note = excluded.note, current_at = excluded.current_at
