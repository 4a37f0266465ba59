-- Inputs that daemons follow. Columns: of the view source.
SELECT id, name, path, host, is_followed, owner, owned_at, seen_at, line_at, lines, rejected,
  lines_per_second, error, error_at, bytes_behind, current_at, note
FROM footfall.source ORDER BY name, host
