-- Counts the lines of streams as taken back, whatever had become of them, but for those that were
-- erased or had expired. $1 generations
WITH gone AS (
  DELETE FROM footfall_store.stream_tally
  WHERE generation = ANY ($1::bigint[])
    AND outcome IN ('kept', 'counted', 'ignored', 'rejected')
  RETURNING generation, lines
)
INSERT INTO footfall_store.stream_tally AS t (generation, outcome, reason, lines)
SELECT generation, 'undone', '', sum(lines)::bigint
FROM gone
GROUP BY generation
ON CONFLICT (generation, outcome, reason) DO UPDATE SET lines = t.lines + excluded.lines
