-- Takes an input over: whoever held it before can no longer write.
-- $1 id, $2 name, $3 path, $4 host, $5 owner, $6 now.
-- Columns: epoch; how its last owner left it: owned_at, seen_at, line_at, error, which are null where
-- none ever said how it stands.
WITH before AS (
  SELECT owned_at, seen_at, line_at, error FROM footfall_store.source
  WHERE id = $1 AND seen_at IS NOT NULL
), taken AS (
  INSERT INTO footfall_store.source AS s (id, name, path, host, epoch, owner, owned_at)
  VALUES ($1, $2, $3, $4, 1, $5, $6)
  ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, path = excluded.path, epoch = s.epoch + 1, owner = excluded.owner,
    owned_at = excluded.owned_at, lines = 0, rejected = 0, lines_per_second = 0, error = '',
    error_at = NULL, note = ''
  RETURNING epoch
)
SELECT t.epoch, b.owned_at, b.seen_at, b.line_at, b.error FROM taken t LEFT JOIN before b ON true
