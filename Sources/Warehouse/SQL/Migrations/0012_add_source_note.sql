-- What is to be known of an input and is no trouble: that it has no file yet.
ALTER TABLE footfall_store.source ADD COLUMN note text NOT NULL DEFAULT '';
COMMENT ON COLUMN footfall_store.source.note IS 'What is to be known of it and is no trouble.';

CREATE OR REPLACE VIEW footfall.source AS
SELECT s.id, s.name, s.path, s.host, footfall.is_followed(s.id) AS is_followed, s.owner,
  s.owned_at, s.seen_at, s.line_at, s.lines, s.rejected, s.lines_per_second, s.error, s.error_at,
  coalesce(sum(greatest(f.size - f.taken, 0)) FILTER (WHERE f.state IN ('following', 'waiting', 'unreadable')), 0)
    ::bigint AS bytes_behind,
  min(f.current_at) FILTER (
    WHERE f.size > f.taken AND f.state IN ('following', 'waiting', 'unreadable')) AS current_at,
  s.note
FROM footfall_store.source s
LEFT JOIN footfall_store.followed_file f ON f.source = s.id
GROUP BY s.id;
COMMENT ON COLUMN footfall.source.note IS 'What is to be known of it and is no trouble.';
