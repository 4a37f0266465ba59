-- Rejects of each input by reason. Columns: source, reason, lines.
SELECT t.source, y.reason, sum(y.lines)::bigint AS lines
FROM footfall_store.stream_tally y
JOIN footfall_store.stream t USING (generation)
WHERE y.outcome = 'rejected' AND t.source IS NOT NULL
GROUP BY t.source, y.reason
HAVING sum(y.lines) > 0
ORDER BY 1, 3 DESC, 2
