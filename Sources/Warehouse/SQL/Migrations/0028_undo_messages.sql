-- A message is taken back by its mailbox, and mailboxes are read again and again: which were taken
-- back is noted, so that they are passed by until their mailbox is loaded by its name.
CREATE TABLE footfall_store.undone_message (
  generation bigint NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (generation, position)
);
COMMENT ON TABLE footfall_store.undone_message IS 'Messages that were taken back and are passed by.';
COMMENT ON COLUMN footfall_store.undone_message.generation IS 'Mail stream of the site.';
COMMENT ON COLUMN footfall_store.undone_message.position IS 'Keyed hash of the bytes of the message.';
ALTER TABLE footfall_store.undone_message OWNER TO footfall_owner;
GRANT SELECT, INSERT, DELETE ON footfall_store.undone_message TO footfall_ingest;
