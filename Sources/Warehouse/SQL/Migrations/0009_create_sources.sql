-- Inputs that a daemon follows, where it stands with each file, and what it could not read.
CREATE TABLE footfall_store.source (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  path text NOT NULL,
  host text NOT NULL,
  epoch bigint NOT NULL DEFAULT 0,
  owner text NOT NULL DEFAULT '',
  owned_at timestamptz,
  seen_at timestamptz,
  line_at timestamptz,
  lines bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  lines_per_second double precision NOT NULL DEFAULT 0,
  error text NOT NULL DEFAULT '',
  error_at timestamptz
);
COMMENT ON TABLE footfall_store.source IS 'An input of the configuration on one host.';
COMMENT ON COLUMN footfall_store.source.id IS 'Keyed hash of host and path; also the advisory lock of its owner.';
COMMENT ON COLUMN footfall_store.source.name IS 'Its name in the configuration.';
COMMENT ON COLUMN footfall_store.source.path IS 'Its path or pattern.';
COMMENT ON COLUMN footfall_store.source.host IS 'The host on which it lies.';
COMMENT ON COLUMN footfall_store.source.epoch IS 'Ownership: a daemon whose epoch is older may not write.';
COMMENT ON COLUMN footfall_store.source.owner IS 'The daemon that took it over last: host and process.';
COMMENT ON COLUMN footfall_store.source.owned_at IS 'When that was.';
COMMENT ON COLUMN footfall_store.source.seen_at IS 'When its owner last said how it stands.';
COMMENT ON COLUMN footfall_store.source.line_at IS 'When it last brought a line or message.';
COMMENT ON COLUMN footfall_store.source.lines IS 'Lines and messages read since its owner began.';
COMMENT ON COLUMN footfall_store.source.rejected IS 'Those of them that were rejected.';
COMMENT ON COLUMN footfall_store.source.lines_per_second IS 'Lines a second, over the last minute.';
COMMENT ON COLUMN footfall_store.source.error IS 'What went wrong last, and what to do; empty where nothing does.';
COMMENT ON COLUMN footfall_store.source.error_at IS 'When that was.';

CREATE TABLE footfall_store.followed_file (
  source bigint NOT NULL,
  path text NOT NULL,
  device bigint NOT NULL,
  inode bigint NOT NULL,
  size bigint NOT NULL,
  modified_at timestamptz NOT NULL,
  generation bigint,
  position bigint NOT NULL,
  taken bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('following', 'waiting', 'read', 'passed_by', 'unreadable')),
  note text NOT NULL,
  current_at timestamptz,
  PRIMARY KEY (source, path)
);
COMMENT ON TABLE footfall_store.followed_file IS 'A file of an input as its daemon last saw it: hints, for a stream is known by what it holds.';
COMMENT ON COLUMN footfall_store.followed_file.source IS 'The input.';
COMMENT ON COLUMN footfall_store.followed_file.path IS 'Where it lies.';
COMMENT ON COLUMN footfall_store.followed_file.device IS 'Device number.';
COMMENT ON COLUMN footfall_store.followed_file.inode IS 'Inode number.';
COMMENT ON COLUMN footfall_store.followed_file.size IS 'Bytes on disk.';
COMMENT ON COLUMN footfall_store.followed_file.modified_at IS 'When it was last written.';
COMMENT ON COLUMN footfall_store.followed_file.generation IS 'The stream that it holds, once that is known.';
COMMENT ON COLUMN footfall_store.followed_file.position IS 'Uncompressed bytes of the stream that were read from it.';
COMMENT ON COLUMN footfall_store.followed_file.taken IS 'Bytes on disk that were read, whole lines only.';
COMMENT ON COLUMN footfall_store.followed_file.state IS 'following, waiting (not begun), read (to its end), passed_by (undone) or unreadable.';
COMMENT ON COLUMN footfall_store.followed_file.note IS 'Why, for people.';
COMMENT ON COLUMN footfall_store.followed_file.current_at IS 'When everything in it had last been read.';

CREATE TABLE footfall_store.source_gap (
  source bigint NOT NULL,
  path text NOT NULL,
  found_at timestamptz NOT NULL,
  reason text NOT NULL CHECK (reason IN ('vanished', 'truncated')),
  generation bigint,
  position bigint NOT NULL,
  bytes bigint,
  PRIMARY KEY (source, path, found_at)
);
COMMENT ON TABLE footfall_store.source_gap IS 'Bytes of a followed file that were gone before they could be read.';
COMMENT ON COLUMN footfall_store.source_gap.source IS 'The input.';
COMMENT ON COLUMN footfall_store.source_gap.path IS 'The file.';
COMMENT ON COLUMN footfall_store.source_gap.found_at IS 'When it was noticed.';
COMMENT ON COLUMN footfall_store.source_gap.reason IS 'vanished: the file went unread; truncated: it was cut while its writer may have been ahead of the reader.';
COMMENT ON COLUMN footfall_store.source_gap.generation IS 'The stream, where it is known.';
COMMENT ON COLUMN footfall_store.source_gap.position IS 'Bytes of the file that had been read.';
COMMENT ON COLUMN footfall_store.source_gap.bytes IS 'Bytes known to be missing; null where only the writer knows.';

ALTER TABLE footfall_store.stream ADD COLUMN source bigint;
COMMENT ON COLUMN footfall_store.stream.source IS 'Input of the configuration that it was read from last; null where it was loaded by hand.';

-- Whether a daemon is at work on an input: it holds the advisory lock with the input's id.
CREATE FUNCTION footfall.is_followed(source bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM pg_catalog.pg_locks l
    JOIN pg_catalog.pg_database d ON d.oid = l.database
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
      AND d.datname = pg_catalog.current_database()
      AND (l.classid::bigint << 32) | l.objid::bigint = source)
$$;
COMMENT ON FUNCTION footfall.is_followed(bigint) IS 'Whether a daemon is at work on an input.';

CREATE VIEW footfall.source AS
SELECT s.id, s.name, s.path, s.host, footfall.is_followed(s.id) AS is_followed, s.owner,
  s.owned_at, s.seen_at, s.line_at, s.lines, s.rejected, s.lines_per_second, s.error, s.error_at,
  coalesce(sum(greatest(f.size - f.taken, 0)) FILTER (WHERE f.state IN ('following', 'waiting', 'unreadable')), 0)
    ::bigint AS bytes_behind,
  min(f.current_at) FILTER (
    WHERE f.size > f.taken AND f.state IN ('following', 'waiting', 'unreadable')) AS current_at
FROM footfall_store.source s
LEFT JOIN footfall_store.followed_file f ON f.source = s.id
GROUP BY s.id;
COMMENT ON VIEW footfall.source IS 'Inputs that daemons follow.';
COMMENT ON COLUMN footfall.source.id IS 'Id of the input.';
COMMENT ON COLUMN footfall.source.name IS 'Its name in the configuration.';
COMMENT ON COLUMN footfall.source.path IS 'Its path or pattern.';
COMMENT ON COLUMN footfall.source.host IS 'The host on which it lies.';
COMMENT ON COLUMN footfall.source.is_followed IS 'Whether a daemon is at work on it.';
COMMENT ON COLUMN footfall.source.owner IS 'The daemon that took it over last.';
COMMENT ON COLUMN footfall.source.owned_at IS 'When that was.';
COMMENT ON COLUMN footfall.source.seen_at IS 'When its owner last said how it stands.';
COMMENT ON COLUMN footfall.source.line_at IS 'When it last brought a line or message.';
COMMENT ON COLUMN footfall.source.lines IS 'Lines and messages read since its owner began.';
COMMENT ON COLUMN footfall.source.rejected IS 'Those of them that were rejected.';
COMMENT ON COLUMN footfall.source.lines_per_second IS 'Lines a second, over the last minute.';
COMMENT ON COLUMN footfall.source.error IS 'What went wrong last; empty where nothing does.';
COMMENT ON COLUMN footfall.source.error_at IS 'When that was.';
COMMENT ON COLUMN footfall.source.bytes_behind IS 'Bytes on disk that were seen and not read.';
COMMENT ON COLUMN footfall.source.current_at IS 'When everything had last been read; null where nothing is behind.';

CREATE VIEW footfall.followed_file AS
SELECT f.source, s.name AS source_name, f.path, f.size, f.taken, f.position, f.generation,
  f.state, f.note, f.modified_at, f.current_at
FROM footfall_store.followed_file f
JOIN footfall_store.source s ON s.id = f.source;
COMMENT ON VIEW footfall.followed_file IS 'Files of the inputs that daemons follow.';
COMMENT ON COLUMN footfall.followed_file.source IS 'Id of the input.';
COMMENT ON COLUMN footfall.followed_file.source_name IS 'Name of the input.';
COMMENT ON COLUMN footfall.followed_file.path IS 'Where it lies.';
COMMENT ON COLUMN footfall.followed_file.size IS 'Bytes on disk, as last seen.';
COMMENT ON COLUMN footfall.followed_file.taken IS 'Bytes on disk that were read.';
COMMENT ON COLUMN footfall.followed_file.position IS 'Uncompressed bytes of its stream that were read.';
COMMENT ON COLUMN footfall.followed_file.generation IS 'The stream that it holds.';
COMMENT ON COLUMN footfall.followed_file.state IS 'following, waiting, read, passed_by or unreadable.';
COMMENT ON COLUMN footfall.followed_file.note IS 'Why.';
COMMENT ON COLUMN footfall.followed_file.modified_at IS 'When it was last written.';
COMMENT ON COLUMN footfall.followed_file.current_at IS 'When everything in it had last been read.';

CREATE VIEW footfall.source_gap AS
SELECT g.source, s.name AS source_name, g.path, g.found_at, g.reason, g.generation, g.position,
  g.bytes
FROM footfall_store.source_gap g
JOIN footfall_store.source s ON s.id = g.source;
COMMENT ON VIEW footfall.source_gap IS 'Bytes that were gone before they could be read.';
COMMENT ON COLUMN footfall.source_gap.source IS 'Id of the input.';
COMMENT ON COLUMN footfall.source_gap.source_name IS 'Name of the input.';
COMMENT ON COLUMN footfall.source_gap.path IS 'The file.';
COMMENT ON COLUMN footfall.source_gap.found_at IS 'When it was noticed.';
COMMENT ON COLUMN footfall.source_gap.reason IS 'vanished or truncated.';
COMMENT ON COLUMN footfall.source_gap.generation IS 'The stream, where it is known.';
COMMENT ON COLUMN footfall.source_gap.position IS 'Bytes of the file that had been read.';
COMMENT ON COLUMN footfall.source_gap.bytes IS 'Bytes known to be missing; null where only the writer knows.';

CREATE VIEW footfall.source_reject AS
SELECT t.source, y.reason, sum(y.lines)::bigint AS lines
FROM footfall_store.stream_tally y
JOIN footfall_store.stream t USING (generation)
WHERE y.outcome = 'rejected' AND t.source IS NOT NULL
GROUP BY t.source, y.reason
HAVING sum(y.lines) > 0;
COMMENT ON VIEW footfall.source_reject IS 'Lines of each input that could not be used, by reason.';
COMMENT ON COLUMN footfall.source_reject.source IS 'Id of the input.';
COMMENT ON COLUMN footfall.source_reject.reason IS 'Short reason.';
COMMENT ON COLUMN footfall.source_reject.lines IS 'Lines (messages, for mail).';

ALTER TABLE footfall_store.source OWNER TO footfall_owner;
ALTER TABLE footfall_store.followed_file OWNER TO footfall_owner;
ALTER TABLE footfall_store.source_gap OWNER TO footfall_owner;
ALTER VIEW footfall.source OWNER TO footfall_owner;
ALTER VIEW footfall.followed_file OWNER TO footfall_owner;
ALTER VIEW footfall.source_gap OWNER TO footfall_owner;
ALTER VIEW footfall.source_reject OWNER TO footfall_owner;
ALTER FUNCTION footfall.is_followed(bigint) OWNER TO footfall_owner;
GRANT SELECT ON footfall.source, footfall.followed_file, footfall.source_gap, footfall.source_reject
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT, INSERT, UPDATE ON footfall_store.source TO footfall_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON footfall_store.followed_file TO footfall_ingest;
GRANT SELECT, INSERT ON footfall_store.source_gap TO footfall_ingest;
