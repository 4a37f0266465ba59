-- Adds to what became of a stream's lines. $1 generation, $2 outcomes, $3 reasons, $4 lines
INSERT INTO footfall_store.stream_tally AS t (generation, outcome, reason, lines)
SELECT $1, n.outcome, n.reason, n.lines
FROM unnest($2::text[], $3::text[], $4::bigint[]) AS n (outcome, reason, lines)
ON CONFLICT (generation, outcome, reason) DO UPDATE SET lines = t.lines + excluded.lines
