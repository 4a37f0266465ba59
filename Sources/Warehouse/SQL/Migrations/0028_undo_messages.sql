-- A message is taken back by its mailbox, and it lies in other mailboxes too, which are read again
-- and again: what was taken back is noted, so that it is passed by until a mailbox that holds it is
-- loaded by name.
CREATE TABLE footfall_store.undone_message (
  message bigint PRIMARY KEY,
  generation bigint NOT NULL
);
COMMENT ON TABLE footfall_store.undone_message IS 'Messages that were taken back and are passed by.';
COMMENT ON COLUMN footfall_store.undone_message.message IS 'Id of the contact; keyed hash of its bytes for a message that could not be read.';
COMMENT ON COLUMN footfall_store.undone_message.generation IS 'Mail stream that counts it as undone.';
ALTER TABLE footfall_store.undone_message OWNER TO footfall_owner;
GRANT SELECT, INSERT, DELETE ON footfall_store.undone_message TO footfall_ingest;
