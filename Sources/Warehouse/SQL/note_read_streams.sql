-- Notes how far each log is read, before visits are given to persons; of what was taken back nothing is
-- known any more.
WITH gone AS (
  DELETE FROM footfall_store.owned_stream o
  WHERE NOT EXISTS (
    SELECT FROM footfall_store.stream s
    WHERE s.generation = o.generation AND s.state <> 'undone')
)
INSERT INTO footfall_store.owned_stream AS o (generation, position, next_position)
SELECT s.generation, 0, s.position
FROM footfall_store.stream s
WHERE s.kind = 'access_log' AND s.state <> 'undone'
ON CONFLICT (generation) DO UPDATE SET next_position = excluded.next_position
WHERE o.next_position <> excluded.next_position
