-- Sites, secrets, and the book of what was read.
CREATE TABLE footfall_store.site (
  id bigint PRIMARY KEY,
  name text NOT NULL UNIQUE,
  title text NOT NULL,
  hosts text[] NOT NULL,
  zone text NOT NULL,
  currency text NOT NULL,
  language text NOT NULL,
  profile text NOT NULL
);
COMMENT ON TABLE footfall_store.site IS 'A site as the configuration last declared it.';
COMMENT ON COLUMN footfall_store.site.id IS 'Keyed hash of the name.';
COMMENT ON COLUMN footfall_store.site.name IS 'Short name: folder and address of its pages.';
COMMENT ON COLUMN footfall_store.site.title IS 'Name for people.';
COMMENT ON COLUMN footfall_store.site.hosts IS 'Host names that belong to it, lower case; empty means any.';
COMMENT ON COLUMN footfall_store.site.zone IS 'Time zone of its days and hours (tz database).';
COMMENT ON COLUMN footfall_store.site.currency IS 'ISO 4217 code of its money.';
COMMENT ON COLUMN footfall_store.site.language IS 'BCP 47 tag of its pages.';
COMMENT ON COLUMN footfall_store.site.profile IS 'Definition profile by which its sessions are stored.';

CREATE TABLE footfall_store.secret (
  name text PRIMARY KEY,
  value bytea NOT NULL
);
COMMENT ON TABLE footfall_store.secret IS 'Keys of this database; read by the loader only.';
COMMENT ON COLUMN footfall_store.secret.name IS 'What the key is for.';
COMMENT ON COLUMN footfall_store.secret.value IS 'Random bytes.';

CREATE TABLE footfall_store.salt (
  site bigint NOT NULL,
  period_start timestamptz NOT NULL,
  value bytea,
  last_loaded_at timestamptz NOT NULL,
  PRIMARY KEY (site, period_start)
);
COMMENT ON TABLE footfall_store.salt IS 'The salt of a site''s visitor keys in one period.';
COMMENT ON COLUMN footfall_store.salt.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.salt.period_start IS 'First instant of the period (quiet hour of the site).';
COMMENT ON COLUMN footfall_store.salt.value IS '16 random bytes; null once destroyed, 90 days after the last load.';
COMMENT ON COLUMN footfall_store.salt.last_loaded_at IS 'When a line of the period was last loaded.';

CREATE TABLE footfall_store.stream (
  generation bigint PRIMARY KEY,
  site bigint,
  kind text NOT NULL CHECK (kind IN ('access_log', 'form', 'mail')),
  name text NOT NULL,
  format text NOT NULL,
  head bigint NOT NULL,
  parent bigint,
  origin bigint NOT NULL DEFAULT 0 CHECK (origin >= 0),
  position bigint NOT NULL CHECK (position >= 0),
  chain bigint NOT NULL,
  open_chain bigint,
  open_length bigint,
  open_visitor bigint,
  open_at timestamptz,
  open_outcome text,
  open_reason text,
  beginnings bytea NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'done', 'gone', 'undone')),
  epoch bigint NOT NULL DEFAULT 0,
  first_loaded_at timestamptz NOT NULL,
  last_loaded_at timestamptz NOT NULL
);
ALTER TABLE footfall_store.stream ALTER COLUMN beginnings SET STORAGE EXTERNAL;
CREATE INDEX stream_head ON footfall_store.stream (head);
COMMENT ON TABLE footfall_store.stream IS 'One row for each stream of records, known by its content.';
COMMENT ON COLUMN footfall_store.stream.generation IS 'Content id: keyed hash of the lines that tell it from all others.';
COMMENT ON COLUMN footfall_store.stream.site IS 'Site given for lines without a host; null where lines name theirs.';
COMMENT ON COLUMN footfall_store.stream.kind IS 'access_log, form or mail.';
COMMENT ON COLUMN footfall_store.stream.name IS 'File name when last seen; a hint for people.';
COMMENT ON COLUMN footfall_store.stream.format IS 'Format of its lines as it was found.';
COMMENT ON COLUMN footfall_store.stream.head IS 'Keyed hash of its first line: where to look for its copies.';
COMMENT ON COLUMN footfall_store.stream.parent IS 'Stream whose beginning of 64 KiB or more it shares.';
COMMENT ON COLUMN footfall_store.stream.origin IS 'Byte offset at which its own lines begin; above 0 only with a parent.';
COMMENT ON COLUMN footfall_store.stream.position IS 'Uncompressed bytes read and committed.';
COMMENT ON COLUMN footfall_store.stream.chain IS 'Running keyed hash of the lines up to the position.';
COMMENT ON COLUMN footfall_store.stream.open_chain IS 'Running hash after a last line that had no newline yet; it is stored, and replaced when the file has grown.';
COMMENT ON COLUMN footfall_store.stream.open_length IS 'Length of that line in bytes.';
COMMENT ON COLUMN footfall_store.stream.open_visitor IS 'Visitor of its event; null where it has none.';
COMMENT ON COLUMN footfall_store.stream.open_at IS 'Time of its event.';
COMMENT ON COLUMN footfall_store.stream.open_outcome IS 'What the open last line was counted as.';
COMMENT ON COLUMN footfall_store.stream.open_reason IS 'The reason that it was counted with; empty where it has none.';
COMMENT ON COLUMN footfall_store.stream.beginnings IS 'For each beginning of the first line, by length, 32 bits of its hash: a copy cut off within that line is known by them.';
COMMENT ON COLUMN footfall_store.stream.state IS 'active, done, gone or undone.';
COMMENT ON COLUMN footfall_store.stream.epoch IS 'Ownership: a loader whose epoch is older may not write.';
COMMENT ON COLUMN footfall_store.stream.first_loaded_at IS 'When its first line was loaded.';
COMMENT ON COLUMN footfall_store.stream.last_loaded_at IS 'When its newest line was loaded.';

CREATE TABLE footfall_store.stream_block (
  generation bigint NOT NULL,
  position bigint NOT NULL,
  chain bigint NOT NULL,
  lines bytea NOT NULL,
  PRIMARY KEY (generation, position)
);
-- Hashes do not compress.
ALTER TABLE footfall_store.stream_block ALTER COLUMN lines SET STORAGE EXTERNAL;
COMMENT ON TABLE footfall_store.stream_block IS 'Marks of a stream: its running hash at each 64 KiB, and within.';
COMMENT ON COLUMN footfall_store.stream_block.generation IS 'The stream.';
COMMENT ON COLUMN footfall_store.stream_block.position IS 'Byte offset at which the block begins.';
COMMENT ON COLUMN footfall_store.stream_block.chain IS 'Running hash of all lines before the block.';
COMMENT ON COLUMN footfall_store.stream_block.lines IS 'For each line: its length in bytes and 32 bits of the running hash after it, 4 bytes each.';

CREATE TABLE footfall_store.stream_tally (
  generation bigint NOT NULL,
  outcome text NOT NULL
    CHECK (outcome IN ('kept', 'counted', 'ignored', 'rejected', 'erased', 'undone', 'expired')),
  reason text NOT NULL DEFAULT '',
  lines bigint NOT NULL,
  PRIMARY KEY (generation, outcome, reason)
);
COMMENT ON TABLE footfall_store.stream_tally IS 'What became of the lines of a stream; their sum is the lines read.';
COMMENT ON COLUMN footfall_store.stream_tally.generation IS 'The stream.';
COMMENT ON COLUMN footfall_store.stream_tally.outcome IS 'kept, counted, ignored, rejected, erased, undone or expired.';
COMMENT ON COLUMN footfall_store.stream_tally.reason IS 'Why, for ignored and rejected; empty for the others.';
COMMENT ON COLUMN footfall_store.stream_tally.lines IS 'Lines (for mail: messages) with this outcome.';

CREATE TABLE footfall_store.rejected_record (
  generation bigint NOT NULL,
  position bigint NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL,
  length bigint NOT NULL,
  raw bytea NOT NULL,
  rejected_at timestamptz NOT NULL,
  PRIMARY KEY (generation, position)
);
COMMENT ON TABLE footfall_store.rejected_record IS 'Records that could not be used; their raw bytes are kept for 30 days.';
COMMENT ON COLUMN footfall_store.rejected_record.generation IS 'Stream that it was read from.';
COMMENT ON COLUMN footfall_store.rejected_record.position IS 'Byte offset of the record in its stream.';
COMMENT ON COLUMN footfall_store.rejected_record.reason IS 'Short reason, from a closed list.';
COMMENT ON COLUMN footfall_store.rejected_record.detail IS 'Where in the record, and what was expected.';
COMMENT ON COLUMN footfall_store.rejected_record.length IS 'Length of the whole record in bytes.';
COMMENT ON COLUMN footfall_store.rejected_record.raw IS 'The record as it stood (its first 4 KiB, where it is longer and no line of a log); empty after 30 days.';
COMMENT ON COLUMN footfall_store.rejected_record.rejected_at IS 'When it was read.';
