-- Files of the inputs. Columns: of the view followed_file, and whether its stream was undone, which
-- its daemon finds out only with its next line.
SELECT f.source, f.path, f.size, f.taken, f.position, f.generation, f.state, f.note, f.modified_at,
  f.current_at, coalesce(s.state = 'undone', false) AS is_undone
FROM footfall.followed_file f
LEFT JOIN footfall.source_status s USING (generation)
ORDER BY f.source, f.path, f.state
