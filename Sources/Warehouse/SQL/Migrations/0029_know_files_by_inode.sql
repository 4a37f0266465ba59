-- A file that was unlinked while it is read shares its path with its successor: files are known by
-- their inodes, so that of both it is known how far they were read.
DELETE FROM footfall_store.followed_file a USING footfall_store.followed_file b
WHERE (a.source, a.device, a.inode) = (b.source, b.device, b.inode) AND a.ctid < b.ctid;
ALTER TABLE footfall_store.followed_file
  DROP CONSTRAINT followed_file_pkey, ADD PRIMARY KEY (source, device, inode);

-- A daemon may be killed after a gap was noted and before its operators heard of it: the next one
-- tells them.
ALTER TABLE footfall_store.source_gap ADD COLUMN told_at timestamptz;
UPDATE footfall_store.source_gap SET told_at = found_at;
COMMENT ON COLUMN footfall_store.source_gap.told_at IS 'When operators had been told, or the log where only that tells; null: not yet.';
CREATE INDEX source_gap_untold ON footfall_store.source_gap (source) WHERE told_at IS NULL;
GRANT UPDATE (told_at) ON footfall_store.source_gap TO footfall_ingest;
