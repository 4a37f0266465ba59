-- The files of an input as they were last seen. $1 source.
-- Columns: path, device, inode, size, modified_at, generation, position, taken, state, note,
-- current_at.
SELECT path, device, inode, size, modified_at, generation, position, taken, state, note,
  current_at
FROM footfall_store.followed_file WHERE source = $1 ORDER BY path, inode
