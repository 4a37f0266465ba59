-- What became of the lines and messages of a site's streams, and of those whose lines name their
-- sites themselves. $1 name of the site. Columns: outcome, reason, lines.
SELECT outcome, reason, sum(lines)::bigint AS lines
FROM footfall.source_tally
WHERE site IS NULL OR site = $1::text
GROUP BY outcome, reason
HAVING sum(lines) <> 0
ORDER BY outcome, lines DESC, reason
