-- Takes an input over: whoever held it before can no longer write.
-- $1 id, $2 name, $3 path, $4 host, $5 owner, $6 now.
-- Columns: epoch, whether no owner ever said how it stands.
INSERT INTO footfall_store.source AS s (id, name, path, host, epoch, owner, owned_at)
VALUES ($1, $2, $3, $4, 1, $5, $6)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, path = excluded.path, epoch = s.epoch + 1, owner = excluded.owner,
  owned_at = excluded.owned_at, lines = 0, rejected = 0, lines_per_second = 0, error = '',
  error_at = NULL, note = ''
RETURNING epoch, seen_at IS NULL AS is_new
