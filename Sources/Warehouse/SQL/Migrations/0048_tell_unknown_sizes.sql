-- Of an attached file whose end was not read nobody knows how long it is: neither a size nor a hash.
--
-- Until now of a message over 16 MiB the beginning alone was read, and the size of what stood at
-- its end is that of the beginning.
ALTER TABLE footfall_store.attachment ALTER COLUMN size DROP NOT NULL;
UPDATE footfall_store.attachment SET size = NULL WHERE hash IS NULL;
COMMENT ON COLUMN footfall_store.attachment.size IS 'Decoded bytes; null where not all of them were read.';
COMMENT ON COLUMN footfall.attachment.size IS 'Decoded bytes; null where not all of them were read.';
COMMENT ON COLUMN footfall_store.message.is_cut IS 'Whether not all of it was read: its text is over 1 MiB, it is over 512 MiB, or it is over 16 MiB without its attachments.';
COMMENT ON COLUMN footfall.message.is_cut IS 'Whether not all of it was read: its text is over 1 MiB, it is over 512 MiB, or it is over 16 MiB without its attachments.';
