-- The next visitors of a site, in order, with a session of people or staff, or of a bot in disguise,
-- that reaches into a span. $1 site, $2 from, $3 before, $4 after this visitor, $5 how many at most.
-- Columns: visitor.
SELECT DISTINCT visitor
FROM footfall_store.session
WHERE site = $1 AND last_at >= $2 AND first_at < $3 AND visitor > $4
  AND (audience <> 1 OR behaviour IS NOT NULL)
ORDER BY visitor
LIMIT $5
