-- What became of all lines ever read, by outcome and reason. Columns: outcome, reason, lines.
SELECT outcome, reason, sum(lines)::bigint AS lines
FROM footfall_store.stream_tally
GROUP BY outcome, reason
HAVING sum(lines) <> 0
ORDER BY outcome, reason
