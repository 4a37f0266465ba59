-- Files of the inputs. Columns: of the view followed_file.
SELECT source, path, size, taken, position, generation, state, note, modified_at, current_at
FROM footfall.followed_file ORDER BY source, path
