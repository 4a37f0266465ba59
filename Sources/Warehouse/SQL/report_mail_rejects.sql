-- Messages of each site that could not be used, by reason, whichever input they came from.
-- Columns: site, reason, messages.
SELECT t.site, t.reason, sum(t.lines)::bigint AS messages
FROM footfall.source_tally t
JOIN footfall.source_status s USING (generation)
WHERE s.kind = 'mail' AND t.outcome = 'rejected' AND t.site IS NOT NULL
GROUP BY t.site, t.reason
HAVING sum(t.lines) > 0
ORDER BY t.site, messages DESC, t.reason
